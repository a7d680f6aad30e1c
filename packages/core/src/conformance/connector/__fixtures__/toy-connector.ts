import { z } from 'zod';
import type { AttributeRule, ResourceRules } from '../../../connector/attribute-rule.js';
import type { Connector, ConnectorModule } from '../../../connector/connector.js';
import { defineConnector } from '../../../connector/define-connector.js';
import { toyGroups } from './toy-groups.js';
import type { GroupFault, SharedFault, ToySite, UserFault } from './toy-site.js';
import { folded } from './toy-table.js';
import { toyUsers } from './toy-users.js';

/** What is broken, in either part. */
export interface ToyFaults {
  readonly users?: SharedFault | UserFault;
  readonly groups?: SharedFault | GroupFault;
}

const foldedSame: AttributeRule['same'] = (one, other) => folded(one) === folded(other);

/** E-mails do not mind case, log-ins do. */
const userRules: readonly AttributeRule[] = [
  { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
  { scim: 'emails.value', remote: 'email', required: true, correlates: 'ask', same: foldedSame },
  { scim: 'name.givenName', remote: 'first' },
  { scim: 'name.familyName', remote: 'last' },
  { scim: 'locale', remote: 'country' },
];

const groupRules: readonly AttributeRule[] = [
  { scim: 'displayName', remote: 'name', required: true, correlates: 'adopt' },
  { scim: 'externalId', remote: 'mail', required: true, correlates: 'ask', same: foldedSame },
  { default: 'about it', remote: 'about' },
  { default: 'a note', remote: 'note' },
  { default: 'fr', remote: 'country' },
];

const misspelt: AttributeRule = { scim: 'nikName', remote: 'nick' };

/** A connector that keeps the contract, or, with a fault, breaks it in one way. */
export function toyModule(site: ToySite, faults: ToyFaults = {}): ConnectorModule {
  return defineConnector({
    name: 'toy',
    title: 'Toy',
    config: z.object({ token: z.string() }),
    users: {
      rules: faults.users === 'a rule is misspelt' ? [...userRules, misspelt] : userRules,
      roles: { remote: 'roles', privileged: ['administrator'] },
      reassign: 'required',
    },
    ...(faults.groups !== 'groups have no rules' && { groups: rulesOfGroups(faults.groups) }),
    connect: ({ token }) => connectToy(site, token, faults),
  });
}

function rulesOfGroups(fault: ToyFaults['groups']): ResourceRules {
  const wrong: Partial<Record<SharedFault | GroupFault, readonly AttributeRule[]>> = {
    'a rule is misspelt': [...groupRules, misspelt],
    'groups have no name': groupRules.map((rule) => (rule.remote === 'name' ? { ...rule, scim: 'externalId' } : rule)),
    'members are a field as well': [...groupRules, { scim: 'members.value', remote: 'members' }],
  };
  return {
    rules: (fault && wrong[fault]) ?? groupRules,
    members: { remote: 'members', nested: true, atOnce: 5 },
  };
}

function connectToy(site: ToySite, token: string, faults: ToyFaults): Connector {
  const fault = faults.users;
  const trusted = token === 'right' || fault === 'checks do not look at the credentials';
  const refused = { ok: false, detail: 'The token was refused.', hint: 'Make a new one.' } as const;
  const connection = String(Math.random());
  return {
    checks: [
      { id: 'reach', title: 'Reach the site', run: async () => ({ ok: true, detail: 'It answers.' }) },
      {
        id: 'sign-in',
        title: 'Sign in',
        async run() {
          if (!trusted && fault === 'a check throws for wrong credentials') throw new Error('401');
          return trusted ? { ok: true, detail: 'Signed in.' } : refused;
        },
      },
      {
        id: 'list',
        title: 'List accounts',
        async run() {
          if (fault === 'a check fails') return { ok: false, detail: 'May not list.', hint: 'Give it the right.' };
          return { ok: true, detail: 'May list.' };
        },
      },
    ],
    site: async () => (fault === 'the site is named after the connection' ? connection : 'https://toy.example'),
    users: toyUsers(site, token, fault),
    groups: toyGroups(site, token, faults.groups),
  };
}
