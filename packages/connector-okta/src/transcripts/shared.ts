import type { Json, JsonObject, TranscriptReading, TranscriptStep } from '@linkspan/core';
import { reference, specTest } from './sources.js';

export const headers = {
  'user-agent': 'Okta SCIM Client 1.0.0',
  accept: 'application/scim+json',
  'content-type': 'application/scim+json; charset=utf-8',
};

export const password = '1mz050nq-Okta';
export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** As the reference shows it: a profile with `groups`, and a password that Okta made up. */
export function profile(name: string, more: JsonObject = {}): JsonObject {
  const userName = `${name}@okta.local`;
  return {
    schemas: [userSchema],
    userName,
    name: { givenName: 'Test', familyName: name },
    emails: [{ primary: true, value: userName, type: 'work' }],
    displayName: `Test ${name}`,
    locale: 'en-US',
    externalId: `00u-${name}`,
    groups: [],
    active: true,
    ...more,
  };
}

export const member = (name: string, capture: string) => ({ value: `{{${capture}}}`, display: `${name}@okta.local` });

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

const emptyList = { schemas: [listResponse], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: null };

/** What Okta does in the same way, however the application was made: it tests, looks people up, and creates them. */
export const beginning: readonly TranscriptStep[] = [
  {
    id: 'test-credentials',
    title: 'Test API Credentials',
    evidence: 'certain',
    source: specTest,
    request: { method: 'GET', path: '/Users', query: { startIndex: '1', count: '2' } },
    answer: { status: [200], body: { schemas: [listResponse], startIndex: 1, totalResults: 0 } },
    shown: {
      passed: 'Test API Credentials succeeds.',
      failed: 'Test API Credentials fails.',
    },
  },
  {
    id: 'test-one',
    title: 'The same, asked for one user',
    evidence: 'certain',
    source: specTest,
    request: { method: 'GET', path: '/Users', query: { count: '1', startIndex: '1' } },
    answer: { status: [200], body: { schemas: [listResponse], startIndex: 1 } },
    shown: { passed: 'Nothing: it belongs to the same test.', failed: 'Test API Credentials fails.' },
  },
  {
    id: 'test-groups',
    title: 'Groups are listed, quickly',
    evidence: 'certain',
    source: specTest,
    request: { method: 'GET', path: '/Groups', query: { count: '100', startIndex: '1' } },
    answer: { status: [200], body: emptyList, within: 600 },
    shown: {
      passed: 'Push Groups: groups of this directory can be chosen to link to.',
      failed: 'Push Groups: groups of this directory cannot be linked to.',
    },
  },
  {
    id: 'test-token',
    title: 'A token that is wrong is refused with a reason',
    evidence: 'certain',
    source: specTest,
    request: { method: 'GET', path: '/Users', headers: { authorization: 'Bearer wrong' } },
    answer: { status: [401], body: { detail: '*', status: '401' } },
    shown: { passed: 'Error authenticating, with the reason.', failed: 'An error without a reason.' },
  },
  {
    id: 'look-up',
    title: 'Looks for the person who was assigned',
    evidence: 'certain',
    source: reference,
    request: {
      method: 'GET',
      path: '/Users',
      query: { filter: 'userName eq "ann@okta.local"', startIndex: '1', count: '100' },
    },
    answer: { status: [200], body: emptyList },
    shown: {
      passed: 'Nothing yet: Okta goes on to create the user.',
      failed: 'Tasks: "Automatic provisioning of user … to app … failed", with our detail.',
    },
  },
  ...['ann', 'bob'].map(
    (name): TranscriptStep => ({
      id: `create-${name}`,
      title: `Creates ${name}, with groups and a password that it made up`,
      evidence: 'certain',
      source: reference,
      request: { method: 'POST', path: '/Users', body: profile(name, { password }) },
      answer: {
        status: [201],
        body: {
          id: '*',
          schemas: [userSchema],
          userName: `${name}@okta.local`,
          externalId: `00u-${name}`,
          active: true,
          emails: [{ value: `${name}@okta.local`, primary: true }],
          groups: null,
          password: null,
        },
      },
      captures: name,
      shown: {
        passed: 'Assignments: the person, without a red mark.',
        failed:
          'Tasks: "Create new user returned empty user" where the answer has no body, else the detail of the error.',
      },
    }),
  ),
  {
    id: 'create-again',
    title: 'Creates somebody who is there already',
    evidence: 'certain',
    source: reference,
    request: { method: 'POST', path: '/Users', body: profile('ann', { password }) },
    answer: { status: [409], body: { detail: '*', scimType: 'uniqueness' } },
    shown: { passed: 'Tasks: the error, with our words.', failed: 'Two people with one name.' },
  },
  {
    id: 'look-up-case',
    title: 'userName is found without case',
    evidence: 'certain',
    source: specTest,
    request: {
      method: 'GET',
      path: '/Users',
      query: { filter: 'userName eq "ANN@okta.local"', startIndex: '1', count: '100' },
    },
    answer: { status: [200], body: { totalResults: 1, Resources: [{ id: '{{ann}}' }] } },
    shown: { passed: 'Nothing: the person is matched.', failed: 'The person would be created once more.' },
  },
  {
    id: 'missing-user',
    title: 'Asks for a user who does not exist',
    evidence: 'certain',
    source: specTest,
    request: { method: 'GET', path: '/Users/010101001010101011001010101011' },
    answer: { status: [404], body: { detail: '*' } },
    shown: { passed: 'Nothing.', failed: 'Tasks: an error that cannot be read.' },
  },
  {
    id: 'look-up-group',
    title: 'Looks for a group by its name, to link to it',
    evidence: 'certain',
    source: reference,
    request: {
      method: 'GET',
      path: '/Groups',
      query: { filter: 'displayName eq "Test SCIMv2"', startIndex: '1', count: '100' },
    },
    answer: { status: [200], body: emptyList },
    shown: {
      passed: 'Nothing yet: the group is created.',
      failed: 'Push Groups: an error beside the group, with our detail.',
    },
  },
  {
    id: 'create-group',
    title: 'Pushes a group, without members',
    evidence: 'certain',
    source: reference,
    request: {
      method: 'POST',
      path: '/Groups',
      body: { schemas: [groupSchema], displayName: 'Test SCIMv2', members: [] },
    },
    answer: { status: [201], body: { id: '*', displayName: 'Test SCIMv2', members: null } },
    captures: 'group',
    shown: {
      passed: 'Push Groups: the group is active.',
      failed: 'Push Groups: an error beside the group, with our detail.',
    },
  },
];

/** What Okta asks when it imports, and how a group ends. Users are never deleted. */
export const ending: readonly TranscriptStep[] = [
  {
    id: 'import-users',
    title: 'Imports users, a page of 100',
    evidence: 'certain',
    source: reference,
    request: { method: 'GET', path: '/Users', query: { startIndex: '1', count: '100' } },
    answer: { status: [200], body: { totalResults: 2, startIndex: 1, itemsPerPage: 2 } },
    shown: { passed: 'Import: the people are listed.', failed: 'Import: the error.' },
  },
  {
    id: 'import-past-the-end',
    title: 'Asks for the page behind the last',
    evidence: 'likely',
    source: reference,
    request: { method: 'GET', path: '/Users', query: { startIndex: '101', count: '100' } },
    answer: { status: [200], body: { totalResults: 2, Resources: null } },
    shown: { passed: 'Import: it ends.', failed: 'Import: it never ends, or fails.' },
  },
  {
    id: 'push-group-again',
    title: 'Pushes a second group that is unlinked later',
    evidence: 'certain',
    source: reference,
    request: {
      method: 'POST',
      path: '/Groups',
      body: { schemas: [groupSchema], displayName: 'Passing', members: [member('bob', 'bob')] },
    },
    answer: { status: [201] },
    captures: 'passing',
    shown: {
      passed: 'Push Groups: the group is active.',
      failed: 'Push Groups: an error beside the group, with our detail.',
    },
  },
  {
    id: 'unlink-group',
    title: 'Unlinks it, and deletes it in the target app',
    evidence: 'certain',
    source: reference,
    request: { method: 'DELETE', path: '/Groups/{{passing}}' },
    answer: { status: [204] },
    afterwards: [{ title: 'the group is gone', path: '/Groups/{{passing}}', status: 404 }],
    shown: {
      passed: 'Push Groups: the group is no longer listed.',
      failed: 'Push Groups: an error beside the group, with our detail.',
    },
  },
];

export const outcome: readonly TranscriptReading[] = [
  {
    title: 'the leaver is inactive, and still there for applications to close',
    path: '/Users/{{ann}}',
    body: { active: false },
  },
  { title: 'the other one is active', path: '/Users/{{bob}}', body: { active: true } },
  groupShows('only who stays is in the group', { displayName: 'Test SCIMv2 b', ...members('bob') }),
];
