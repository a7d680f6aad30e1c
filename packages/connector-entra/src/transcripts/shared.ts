import type { Json, JsonObject, TranscriptReading, TranscriptRequest, TranscriptStep } from '@linkspan/core';
import { guidePage } from './sources.js';

export const headers = { accept: 'application/scim+json' };

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const noList = { schemas: [listResponse], totalResults: 0, Resources: null };

export const exported = {
  passed: 'Provisioning logs: Success.',
  failed: 'Provisioning logs: Failure, with our detail. After many the job goes into quarantine.',
};
export const nothing = 'Nothing: the next request follows.';

export function patch(path: string, ...Operations: readonly Json[]): TranscriptRequest {
  return { method: 'PATCH', path, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations } };
}

export const members = (...captures: readonly string[]): { readonly members: Json } => ({
  members: captures.map((capture) => ({ value: `{{${capture}}}` })),
});
export const groupShows = (title: string, body: JsonObject): TranscriptReading => ({
  title,
  path: '/Groups/{{group}}',
  body,
});
export const userShows = (title: string, body: JsonObject): TranscriptReading => ({
  title,
  path: '/Users/{{ann}}',
  body,
});

const mail = (name: string) => `${name}@contoso.com`;

function createUser(name: string): TranscriptStep {
  return {
    id: `create-${name}`,
    title: `Creates ${name}, with meta and no roles`,
    evidence: 'certain',
    source: guidePage,
    request: {
      method: 'POST',
      path: '/Users',
      body: {
        schemas: [userSchema, enterprise],
        externalId: `0a21f0f2-${name}`,
        userName: mail(name),
        active: true,
        emails: [{ primary: true, type: 'work', value: mail(name) }],
        meta: { resourceType: 'User' },
        name: { formatted: `Given ${name}`, familyName: name, givenName: 'Given' },
        roles: [],
      },
    },
    answer: {
      status: [201],
      body: {
        id: '*',
        userName: mail(name),
        externalId: `0a21f0f2-${name}`,
        active: true,
        emails: [{ value: mail(name) }],
      },
    },
    captures: name,
    shown: exported,
  };
}

const find = (path: '/Users' | '/Groups', filter: string): TranscriptRequest => ({
  method: 'GET',
  path,
  query: { ...(path === '/Groups' && { excludedAttributes: 'members' }), filter },
});

/** Whether or not the flag is set: the test, the look-ups, and what is created. */
export const beginning: readonly TranscriptStep[] = [
  {
    id: 'test-user',
    title: 'Asks for a user who does not exist',
    evidence: 'certain',
    source: guidePage,
    request: find('/Users', 'userName eq "6f1b2a43-0d3c-4d5e-9a51-9f0e6c7b8d21"'),
    answer: { status: [200], body: noList },
    shown: { passed: 'Test Connection succeeds.', failed: 'Test Connection fails: the credentials look invalid.' },
  },
  {
    id: 'test-group',
    title: 'Asks for a group that does not exist',
    evidence: 'certain',
    source: guidePage,
    request: find('/Groups', 'displayName eq "6f1b2a43-0d3c-4d5e-9a51-9f0e6c7b8d21"'),
    answer: { status: [200], body: noList },
    shown: { passed: 'Test Connection succeeds.', failed: 'Test Connection fails: the credentials look invalid.' },
  },
  ...[
    'userName eq "ann@contoso.com"',
    'externalId eq "0a21f0f2-ann"',
    'emails[type eq "work"].value eq "ann@contoso.com"',
  ].map(
    (filter, index): TranscriptStep => ({
      id: `look-up-${index + 1}`,
      title: `Looks for a person: ${filter.split(' eq "ann')[0]?.split(' eq "0a')[0]}`,
      evidence: 'certain',
      source: guidePage,
      request: find('/Users', filter),
      answer: { status: [200], body: noList },
      shown: { passed: nothing, failed: exported.failed },
    }),
  ),
  createUser('ann'),
  createUser('bob'),
  createUser('cid'),
  {
    id: 'create-again',
    title: 'Creates somebody who is there already',
    evidence: 'likely',
    source: guidePage,
    request: {
      method: 'POST',
      path: '/Users',
      body: { schemas: [userSchema], userName: 'ANN@contoso.com', active: true },
    },
    answer: { status: [409], body: { scimType: 'uniqueness', detail: '*' } },
    shown: {
      passed: 'Provisioning logs: the error, and Entra looks the person up.',
      failed: 'Two people with one name.',
    },
  },
  {
    id: 'read',
    title: 'Reads a person',
    evidence: 'certain',
    source: guidePage,
    request: { method: 'GET', path: '/Users/{{ann}}' },
    answer: { status: [200], body: { id: '{{ann}}', userName: 'ann@contoso.com' } },
    shown: { passed: nothing, failed: exported.failed },
  },
  {
    id: 'look-up-both',
    title: 'Looks for a person by two attributes',
    evidence: 'likely',
    source: guidePage,
    request: find('/Users', 'userName eq "ann@contoso.com" and externalId eq "0a21f0f2-ann"'),
    answer: { status: [200], body: { totalResults: 1, Resources: [{ id: '{{ann}}' }] } },
    shown: { passed: nothing, failed: exported.failed },
  },
  {
    id: 'look-up-group',
    title: 'Looks for a group by its name',
    evidence: 'certain',
    source: guidePage,
    request: find('/Groups', 'displayName eq "Staff"'),
    answer: { status: [200], body: noList },
    shown: { passed: nothing, failed: exported.failed },
  },
  {
    id: 'create-group',
    title: 'Creates a group, with a schema that is in no standard',
    evidence: 'certain',
    source: guidePage,
    request: {
      method: 'POST',
      path: '/Groups',
      body: {
        schemas: [groupSchema, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
        externalId: '8aa1a0c0-staff',
        displayName: 'Staff',
        meta: { resourceType: 'Group' },
      },
    },
    answer: { status: [201], body: { id: '*', displayName: 'Staff', externalId: '8aa1a0c0-staff', members: null } },
    captures: 'group',
    shown: exported,
  },
];

/** Whether or not the flag is set: how a group is looked at, and how people and groups end. */
export const ending: readonly TranscriptStep[] = [
  {
    id: 'read-group',
    title: 'Reads the group without its members',
    evidence: 'certain',
    source: guidePage,
    request: { method: 'GET', path: '/Groups/{{group}}', query: { excludedAttributes: 'members' } },
    answer: { status: [200], body: { id: '{{group}}', members: null } },
    shown: { passed: nothing, failed: exported.failed },
  },
  {
    id: 'find-group',
    title: 'Finds the group without its members',
    evidence: 'certain',
    source: guidePage,
    request: find('/Groups', 'displayName eq "Staff b"'),
    answer: { status: [200], body: { totalResults: 1, Resources: [{ id: '{{group}}', members: null }] } },
    shown: { passed: nothing, failed: exported.failed },
  },
  {
    id: 'delete-user',
    title: 'Deletes a person for good, some thirty days after they were deleted in Entra',
    evidence: 'certain',
    source: guidePage,
    request: { method: 'DELETE', path: '/Users/{{cid}}' },
    answer: { status: [204] },
    afterwards: [{ title: 'they are gone', path: '/Users/{{cid}}', status: 404 }],
    shown: exported,
  },
  {
    id: 'create-passing-group',
    title: 'Creates a group that goes out of scope',
    evidence: 'certain',
    source: guidePage,
    request: { method: 'POST', path: '/Groups', body: { schemas: [groupSchema], displayName: 'Passing' } },
    answer: { status: [201] },
    captures: 'passing',
    shown: exported,
  },
  {
    id: 'delete-group',
    title: 'Deletes it',
    evidence: 'certain',
    source: guidePage,
    request: { method: 'DELETE', path: '/Groups/{{passing}}' },
    answer: { status: [204] },
    afterwards: [{ title: 'it is gone', path: '/Groups/{{passing}}', status: 404 }],
    shown: exported,
  },
];

export const outcome: readonly TranscriptReading[] = [
  {
    title: 'the leaver is inactive, and still there for applications to close',
    path: '/Users/{{ann}}',
    body: { active: false },
  },
  { title: 'the other one is active', path: '/Users/{{bob}}', body: { active: true } },
  groupShows('only who stays is in the group', { displayName: 'Staff b', ...members('bob') }),
];
