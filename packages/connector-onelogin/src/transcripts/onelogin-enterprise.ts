import type {
  Json,
  JsonObject,
  Transcript,
  TranscriptReading,
  TranscriptRequest,
  TranscriptStep,
} from '@linkspan/core';
import { adapter, templates, undocumented } from './sources.js';

const user = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const ann = '/Users/{{ann}}';
const group = '/Groups/{{group}}';

const started = {
  passed: 'Configuration: API Status "Enabled".',
  failed: 'Configuration: the API connection cannot be enabled.',
};
const provisioned = {
  passed: 'Users: the person is provisioned.',
  failed: 'Users: provisioning failed, and waits in the list of failed provisionings.',
};
const groupsShown = { passed: 'Rules: the group can be set.', failed: 'The event log shows an error about the group.' };

const userShows = (title: string, body: JsonObject): TranscriptReading => ({ title, path: ann, body });
const isIn = (title: string, ...captures: readonly string[]): TranscriptReading => ({
  title,
  path: group,
  body: { members: captures.map((capture) => ({ value: `{{${capture}}}` })) },
});
const patch = (path: string, ...Operations: readonly Json[]): TranscriptRequest => ({
  method: 'PATCH',
  path,
  body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
});

/** What the template of the connector makes of a person; its values are those of OneLogin's user. */
function fromTemplate(name: string, emails: Json, active: Json = true): JsonObject {
  return {
    schemas: [user, enterprise],
    userName: `${name}@example.com`,
    id: null,
    active,
    name: { familyName: name, givenName: 'Given', formatted: `Given ${name}` },
    title: 'Captain',
    emails,
    addresses: [{ locality: 'Oslo', region: 'Oslo', country: 'Norway' }],
    meta: { resourceType: 'User' },
    [enterprise]: { organization: 'Acme', department: 'Sales', manager: { value: '', displayName: ' ' } },
  };
}
const listed = (name: string): Json => [{ value: `${name}@example.com`, type: 'work', primary: true }];
const alone = (value: string): Json => ({ value, type: 'work' });

const create = (name: string): TranscriptStep => ({
  id: `create-${name}`,
  title: `Creates ${name} as the template says, with an id that is null and a manager without an id`,
  evidence: 'certain',
  source: templates,
  request: { method: 'POST', path: '/Users', body: fromTemplate(name, listed(name)) },
  answer: {
    status: [201],
    body: {
      id: '*',
      userName: `${name}@example.com`,
      active: true,
      [enterprise]: { department: 'Sales', manager: null },
    },
  },
  captures: name,
  shown: provisioned,
});

const putAnn = (emails: Json, active?: Json): TranscriptRequest => ({
  method: 'PUT',
  path: ann,
  body: fromTemplate('ann', emails, active),
});

const beginning: readonly TranscriptStep[] = [
  {
    id: 'enable-by-configuration',
    title: 'Enables the connection: asks what the server offers',
    evidence: 'unknown',
    source: undocumented,
    request: { method: 'GET', path: '/ServiceProviderConfig' },
    answer: { status: [200], body: { patch: { supported: true }, filter: { supported: true } } },
    shown: started,
  },
  {
    id: 'enable-by-list',
    title: 'Enables the connection: lists people',
    evidence: 'unknown',
    source: undocumented,
    request: { method: 'GET', path: '/Users' },
    answer: { status: [200], body: { totalResults: 0, Resources: null } },
    shown: started,
  },
  {
    id: 'list-groups',
    title: 'Reads the groups, to offer them in rules (Entitlements > Refresh)',
    evidence: 'likely',
    source: undocumented,
    request: { method: 'GET', path: '/Groups' },
    answer: { status: [200], body: { totalResults: 0, Resources: null } },
    shown: groupsShown,
  },
  {
    id: 'look-up',
    title: 'Looks for a person',
    evidence: 'likely',
    source: undocumented,
    request: { method: 'GET', path: '/Users', query: { filter: 'userName eq "ann@example.com"' } },
    answer: { status: [200], body: { totalResults: 0, Resources: null } },
    shown: provisioned,
  },
  create('ann'),
  create('bob'),
  create('cid'),
];

const people: readonly TranscriptStep[] = [
  {
    id: 'put-emails-object',
    title: 'Changes a person as a whole: e-mails as an object instead of a list',
    evidence: 'certain',
    source: adapter,
    request: putAnn(alone('anna@example.com')),
    answer: { status: [200], body: { id: '{{ann}}', emails: [{ value: 'anna@example.com', type: 'work' }] } },
    shown: provisioned,
  },
  {
    id: 'patch-emails-object',
    title: 'Changes the e-mails: an object instead of a list',
    evidence: 'certain',
    source: adapter,
    request: patch(ann, { op: 'replace', path: 'emails', value: alone('ann@example.com') }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they have that one', { emails: [{ value: 'ann@example.com' }] })],
    shown: provisioned,
  },
  {
    id: 'patch-names',
    title: 'Changes a person without a path, with an object, too',
    evidence: 'likely',
    source: adapter,
    request: patch(ann, { op: 'replace', value: { title: 'Mate', emails: alone('anna@example.com') } }),
    answer: { status: [200, 204] },
    afterwards: [userShows('both have changed', { title: 'Mate', emails: [{ value: 'anna@example.com' }] })],
    shown: provisioned,
  },
  {
    id: 'suspend-by-put',
    title: 'Suspends a person, as a whole, with "false" as the template writes it',
    evidence: 'unknown',
    source: templates,
    request: putAnn(listed('ann'), 'false'),
    answer: { status: [200], body: { active: false } },
    shown: provisioned,
  },
  {
    id: 'look-up-inactive',
    title: 'Looks for the person, who is inactive',
    evidence: 'likely',
    source: undocumented,
    request: { method: 'GET', path: '/Users', query: { filter: 'userName eq "ann@example.com"' } },
    answer: { status: [200], body: { totalResults: 1, Resources: [{ id: '{{ann}}', active: false }] } },
    shown: provisioned,
  },
  {
    id: 'activate-by-patch',
    title: 'Activates the person again',
    evidence: 'unknown',
    source: undocumented,
    request: patch(ann, { op: 'replace', path: 'active', value: true }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are active', { active: true })],
    shown: provisioned,
  },
];

const groups: readonly TranscriptStep[] = [
  {
    id: 'create-group',
    title: 'Creates a group',
    evidence: 'likely',
    source: undocumented,
    request: { method: 'POST', path: '/Groups', body: { schemas: [groupSchema], displayName: 'Staff' } },
    answer: { status: [201], body: { id: '*', members: null } },
    captures: 'group',
    shown: groupsShown,
  },
  {
    id: 'add-member',
    title: 'Adds members (connector "with PATCH for Groups")',
    evidence: 'likely',
    source: undocumented,
    request: patch(group, { op: 'add', path: 'members', value: [{ value: '{{ann}}' }, { value: '{{bob}}' }] }),
    answer: { status: [200, 204] },
    afterwards: [isIn('both are in', 'ann', 'bob')],
    shown: groupsShown,
  },
  {
    id: 'remove-member-by-value',
    title: 'Removes a member by its value',
    evidence: 'unknown',
    source: undocumented,
    request: patch(group, { op: 'remove', path: 'members', value: [{ value: '{{ann}}' }] }),
    answer: { status: [200, 204] },
    afterwards: [isIn('only that one is gone', 'bob')],
    shown: groupsShown,
  },
  {
    id: 'put-members',
    title: 'Says all members (connector without PATCH)',
    evidence: 'unknown',
    source: undocumented,
    request: {
      method: 'PUT',
      path: group,
      body: { schemas: [groupSchema], displayName: 'Staff', members: [{ value: '{{ann}}' }, { value: '{{bob}}' }] },
    },
    answer: { status: [200] },
    afterwards: [isIn('both are in', 'ann', 'bob')],
    shown: groupsShown,
  },
  {
    id: 'remove-member-by-filter',
    title: 'Removes a member by a filter',
    evidence: 'unknown',
    source: undocumented,
    request: patch(group, { op: 'remove', path: 'members[value eq "{{ann}}"]' }),
    answer: { status: [200, 204] },
    afterwards: [isIn('only that one is gone', 'bob')],
    shown: groupsShown,
  },
];

const leaving: readonly TranscriptStep[] = [
  {
    id: 'suspend-by-patch',
    title: 'Suspends a person (when users are deleted: Suspend)',
    evidence: 'likely',
    source: undocumented,
    request: patch(ann, { op: 'replace', path: 'active', value: false }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are inactive', { active: false })],
    shown: provisioned,
  },
  {
    id: 'delete',
    title: 'Deletes a person (when users are deleted: Delete)',
    evidence: 'likely',
    source: undocumented,
    request: { method: 'DELETE', path: '/Users/{{cid}}' },
    answer: { status: [204] },
    afterwards: [{ title: 'they are gone', path: '/Users/{{cid}}', status: 404 }],
    shown: provisioned,
  },
];

export const oneloginEnterprise: Transcript = {
  id: 'onelogin-enterprise',
  title: 'SCIM Provisioner with SAML (SCIM v2 Enterprise)',
  headers: { accept: 'application/scim+json' },
  steps: [...beginning, ...people, ...groups, ...leaving],
  outcome: [
    { title: 'the leaver is inactive, and still there for applications to close', path: ann, body: { active: false } },
    { title: 'the other one is active', path: '/Users/{{bob}}', body: { active: true } },
    isIn('only who stays is in the group', 'bob'),
  ],
};
