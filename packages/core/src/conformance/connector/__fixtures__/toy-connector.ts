import { z } from 'zod';
import type { AttributeRule, ResourceRules } from '../../../connector/attribute-rule.js';
import type { Connector, ConnectorModule } from '../../../connector/connector.js';
import { defineConnector } from '../../../connector/define-connector.js';
import { toyGroups } from './toy-groups.js';
import type { Fault, GroupFault, SharedFault, ToySite, UserFault } from './toy-site.js';
import { folded } from './toy-table.js';
import { toyUsers } from './toy-users.js';
import { toyWebhook } from './toy-webhook.js';

/** What is broken, in either part. */
export interface ToyFaults {
  readonly users?: SharedFault | UserFault;
  readonly groups?: SharedFault | GroupFault;
}

const foldedSame: AttributeRule['same'] = (one, other) => folded(one) === folded(other);

/** What is read has an exclamation mark. */
const shout: AttributeRule['convert'] = {
  toRemote: (value) => String(value).replace(/!$/, ''),
  toScim: (value) => `${String(value)}!`,
};

/** E-mails do not mind case, log-ins do. */
const userRules: readonly AttributeRule[] = [
  { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
  { scim: 'emails.value', remote: 'email', required: true, correlates: 'ask', same: foldedSame },
  { scim: 'name.givenName', remote: 'first', flow: 'both' },
  { scim: 'name.familyName', remote: 'last' },
  { scim: 'locale', remote: 'country', flow: 'both', convert: shout },
];

const groupRules: readonly AttributeRule[] = [
  { scim: 'displayName', remote: 'name', required: true, correlates: 'adopt', flow: 'both', convert: shout },
  { scim: 'meta.location', remote: 'mail', required: true, correlates: 'ask', same: foldedSame },
  { scim: 'externalId', default: 'about it', remote: 'about', flow: 'both' },
  { default: 'a note', remote: 'note' },
  { default: 'fr', remote: 'country' },
];

/** Which reads into what another rule reads into. */
const doubled: Readonly<Record<'users' | 'groups', AttributeRule>> = {
  users: { scim: 'locale', remote: 'tongue', flow: 'read' },
  groups: { scim: 'displayName', remote: 'title', flow: 'read' },
};

const misspelt: AttributeRule = { scim: 'nikName', remote: 'nick' };

/** A connector that keeps the contract, or, with a fault, breaks it in one way. */
export function toyModule(site: ToySite, faults: ToyFaults = {}): ConnectorModule {
  return defineConnector({
    name: 'toy',
    title: 'Toy',
    config: z.object({ token: z.string() }),
    users: {
      rules: withFault('users', userRules, faults.users),
      roles: { remote: 'roles', privileged: ['administrator'] },
      reassign: 'required',
    },
    ...(faults.groups !== 'groups have no rules' && { groups: rulesOfGroups(faults.groups) }),
    connect: ({ token }) => connectToy(site, token, faults),
  });
}

function withFault(type: 'users' | 'groups', rules: readonly AttributeRule[], fault?: Fault): readonly AttributeRule[] {
  if (fault === 'a rule is misspelt') return [...rules, misspelt];
  if (fault === 'two rules read into one attribute') return [...rules, doubled[type]];
  if (fault !== 'a conversion does not come back') return rules;
  return rules.map((rule) => (rule.convert ? { ...rule, convert: { ...rule.convert, toRemote: String } } : rule));
}

function rulesOfGroups(fault: ToyFaults['groups']): ResourceRules {
  const wrong: Partial<Record<SharedFault | GroupFault, readonly AttributeRule[]>> = {
    'groups have no name': groupRules.map((rule) => (rule.remote === 'name' ? { ...rule, scim: 'meta.version', flow: 'write' } : rule)),
    'members are a field as well': [...groupRules, { scim: 'members.value', remote: 'members' }],
  };
  return {
    rules: (fault && wrong[fault]) ?? withFault('groups', groupRules, fault),
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
    webhook: toyWebhook(fault),
  };
}
