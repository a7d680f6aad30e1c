import { describe, expect, test } from 'vitest';
import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import type { ApplicationPolicy, Operations } from './application.js';
import { defaultPolicy, everyOperation } from './default-policy.js';
import type { DesiredAccount } from './desired-account.js';
import { type PlanInput, plan } from './plan.js';
import { keptThere } from './plan-leaving.js';

const policy = defaultPolicy;
const every = { create: true, update: true, deactivate: true, reactivate: true, remove: true };
const desired: DesiredAccount = {
  createFields: { login: 'anna', name: 'Anna' },
  fields: { name: 'Anna' },
  missing: [],
  failed: [],
  altered: [],
  ambiguousGroups: [],
  undecided: [],
};
const none: Link = {
  id: '1',
  application: 'blog',
  directory: 'main',
  type: 'User',
  resourceId: 'r',
  state: 'new',
  label: 'anna',
  revision: 1,
  leaver: false,
  attempts: 0,
  stale: false,
};
const linked: Link = {
  ...none,
  state: 'linked',
  accountId: '7',
  identity: 'x',
  accountActive: true,
  sent: { name: 'Anna' },
};
const { accountActive: _, ...adopted } = linked;
const creating: Link = { ...none, state: 'creating', doubtful: 'create', creatingSince: 1 };
const active = resource({ active: true });
const inactive = resource({ active: false });

function resource(attributes: ResourceRecord['attributes']): ResourceRecord {
  const at = '2026-01-01T00:00:00.000Z';
  const since = attributes.active === false ? { inactiveSince: at } : {};
  return {
    directory: 'main',
    type: 'User',
    id: 'r',
    owner: 'idp',
    version: 1,
    created: at,
    lastModified: at,
    attributes,
    ...since,
  };
}

function planFor(given: Partial<PlanInput>) {
  return plan({
    link: linked,
    desired,
    policy,
    operations: everyOperation,
    capabilities: every,
    rules: [{ scim: 'displayName', remote: 'name' }],
    sets: [],
    managed: [],
    now: Date.parse('2026-01-01T01:00:00.000Z'),
    ...given,
  });
}

type Leaving = Partial<ApplicationPolicy['leaving']>;

function withPolicy(
  operations: Partial<Operations>,
  leaving: Leaving = {},
): { readonly policy: ApplicationPolicy; readonly operations: Operations } {
  return {
    operations: { ...everyOperation, ...operations },
    policy: { ...policy, leaving: { ...policy.leaving, ...leaving } },
  };
}

const hour = 3_600_000;

describe('what is done about a person', () => {
  const rows: readonly (readonly [string, Partial<PlanInput>, string, RegExp?])[] = [
    ['active, no account', { resource: active, link: none }, 'create'],
    [
      'active, no account, create off',
      { resource: active, link: none, ...withPolicy({ create: false }) },
      'skip',
      /has no account/,
    ],
    ['active, agrees', { resource: active }, 'none', /^agrees$/],
    ['active, differs', { resource: active, link: { ...linked, sent: { name: 'Old' } } }, 'update', /differs in name/],
    [
      'active, differs, update off',
      { resource: active, link: { ...linked, sent: {} }, ...withPolicy({ update: false }) },
      'skip',
      /name/,
    ],
    [
      'active, differs only in what is withheld',
      { resource: active, link: { ...linked, sent: { name: 'B' }, withheld: { name: 'B' } } },
      'none',
      /until approved/,
    ],
    ['active, was deactivated', { resource: active, link: { ...linked, accountActive: false } }, 'reactivate'],
    [
      'active, was deactivated, deactivate off',
      { resource: active, link: { ...linked, accountActive: false }, ...withPolicy({ deactivate: false }) },
      'skip',
      /stays deactivated/,
    ],
    [
      'active, was deactivated, scope frozen',
      {
        resource: active,
        link: { ...linked, accountActive: false },
        scope: { kind: 'frozen', reason: 'Staff is gone' },
      },
      'none',
      /stays deactivated: whether it is in scope cannot be told \(Staff is gone\)/,
    ],
    ['active, answer to the create lost', { resource: active, link: creating }, 'look'],
    ['active, quarantined', { resource: active, link: none, quarantine: 'a test user' }, 'hold', /test user/],
    [
      'active, required value missing',
      { resource: active, link: none, desired: { ...desired, missing: ['email'] } },
      'park',
      /email/,
    ],
    [
      'active, group name not unmistakable',
      { resource: active, desired: { ...desired, ambiguousGroups: ['Editors'] } },
      'park',
      /no role is granted/,
    ],
    [
      'active, cannot be created there',
      { resource: active, link: none, capabilities: { ...every, create: false } },
      'park',
      /cannot create/,
    ],
    ['inactive, no account', { resource: inactive, link: none }, 'none', /gets none/],
    ['inactive', { resource: inactive }, 'deactivate'],
    ['inactive, quarantined since', { resource: inactive, quarantine: 'a test user' }, 'deactivate'],
    [
      'inactive, group name not unmistakable',
      { resource: inactive, desired: { ...desired, ambiguousGroups: ['Editors'] } },
      'deactivate',
    ],
    ['inactive, already deactivated', { resource: inactive, link: { ...linked, accountActive: false } }, 'none'],
    ['inactive, never seen active state (adopted)', { resource: inactive, link: adopted }, 'deactivate'],
    ['inactive, deactivate off', { resource: inactive, ...withPolicy({ deactivate: false }) }, 'skip', /keeps access/],
    [
      'inactive, kept by policy',
      { resource: inactive, ...withPolicy({}, { onInactive: 'keep' }) },
      'none',
      /keeps access/,
    ],
    [
      'inactive, within grace',
      { resource: inactive, ...withPolicy({}, { grace: 2 * hour }) },
      'wait',
      /keeps access until then/,
    ],
    ['inactive, grace is over', { resource: inactive, ...withPolicy({}, { grace: hour / 2 }) }, 'deactivate'],
    [
      'inactive, cannot be deactivated there',
      { resource: inactive, capabilities: { ...every, deactivate: false } },
      'park',
      /keeps access/,
    ],
    ['deleted, no account', { link: none }, 'none'],
    ['deleted', {}, 'deactivate'],
    ['deleted, no grace for deletions', withPolicy({}, { grace: 100 * hour }), 'deactivate'],
    ['deleted, to be deleted', withPolicy({}, { onDelete: 'delete' }), 'remove'],
    ['deleted, to be deleted, delete off', withPolicy({ delete: false }, { onDelete: 'delete' }), 'deactivate'],
    [
      'deleted, to be deleted, both off',
      withPolicy({ delete: false, deactivate: false }, { onDelete: 'delete' }),
      'skip',
      /keeps access/,
    ],
    [
      'deleted, to be deleted, cannot be',
      { ...withPolicy({}, { onDelete: 'delete' }), capabilities: { ...every, remove: false } },
      'park',
      /cannot delete/,
    ],
    ['deleted, kept by policy', withPolicy({}, { onDelete: 'keep' }), 'none', /keeps access/],
    [
      'deleted, already deactivated, to be deleted',
      { link: { ...linked, accountActive: false }, ...withPolicy({}, { onDelete: 'delete' }) },
      'remove',
    ],
    [
      'deleted, which the application answered by deactivating',
      {
        link: { ...linked, accountActive: false, reason: `deleted from the directory, deactivated${keptThere}` },
        ...withPolicy({}, { onDelete: 'delete' }),
      },
      'none',
      /the application keeps accounts$/,
    ],
    [
      'deleted, deactivated so, and active again by somebody else',
      {
        link: { ...adopted, reason: `deleted from the directory, deactivated${keptThere}` },
        ...withPolicy({}, { onDelete: 'delete' }),
      },
      'remove',
    ],
    [
      'inactive, deactivated so, to be deleted after a while',
      {
        resource: inactive,
        link: { ...linked, accountActive: false, deactivatedAt: 1, reason: `inactive, deactivated${keptThere}` },
        ...withPolicy({}, { deleteAfter: hour }),
      },
      'none',
    ],
    ['deleted, answer to the create lost', { link: creating }, 'look'],
  ];

  test.each(rows.map(([what, given, action, reason]) => ({ what, given, action, reason })))(
    '$what',
    ({ given, action, reason = /./ }) => {
      const decision = planFor(given);
      expect(decision.action).toBe(action);
      expect(decision.reason).toMatch(reason);
    },
  );
});
