import type { JsonObject, Transcript, TranscriptStep } from '@linkspan/core';
import {
  beginning,
  ending,
  groupSchema,
  groupShows,
  headers,
  member,
  members,
  outcome,
  password,
  profile,
  userShows,
} from './shared.js';
import { faq, reference } from './sources.js';

const profileShown = {
  passed: 'Tasks: nothing. The profile was pushed.',
  failed: 'Tasks: the profile was not pushed, with our detail.',
};
const groupShown = {
  passed: 'Push Groups: the group is active.',
  failed: 'Push Groups: an error beside the group, with our detail.',
};

const readAnn = (id: string): TranscriptStep => ({
  id,
  title: 'Reads the person, to change what it read',
  evidence: 'certain',
  source: reference,
  request: { method: 'GET', path: '/Users/{{ann}}' },
  answer: { status: [200], body: { id: '{{ann}}', userName: 'ann@okta.local' } },
  shown: { passed: 'Nothing yet: the change follows.', failed: profileShown.failed },
});

/** As it was read, with `meta` and `groups`, and one thing changed. */
const put = (change: JsonObject) => ({
  method: 'PUT' as const,
  path: '/Users/{{ann}}',
  body: { ...profile('ann'), id: '{{ann}}', meta: { resourceType: 'User' }, ...change },
});

/** No `id` in the body, and members with what they are called. */
const putGroup = (displayName: string, ...present: readonly string[]) => ({
  method: 'PUT' as const,
  path: '/Groups/{{group}}',
  body: { schemas: [groupSchema], displayName, members: present.map((name) => member(name, name)) },
});

const changes: readonly TranscriptStep[] = [
  readAnn('read-before-update'),
  {
    id: 'update',
    title: 'Changes the profile, as a whole',
    evidence: 'certain',
    source: reference,
    request: put({ name: { givenName: 'Another', middleName: 'Excited', familyName: 'ann' } }),
    answer: { status: [200], body: { id: '{{ann}}', name: { givenName: 'Another', middleName: 'Excited' } } },
    afterwards: [
      userShows('they keep their address and externalId', {
        externalId: '00u-ann',
        emails: [{ value: 'ann@okta.local' }],
      }),
    ],
    shown: profileShown,
  },
  {
    id: 'update-password',
    title: 'Sends a password (Sync Password)',
    evidence: 'likely',
    source: reference,
    request: put({ password }),
    answer: { status: [200], body: { id: '{{ann}}', password: null } },
    shown: profileShown,
  },
  {
    id: 'add-members',
    title: 'Puts both into the group, as a whole',
    evidence: 'certain',
    source: reference,
    request: putGroup('Test SCIMv2', 'ann', 'bob'),
    answer: { status: [200], body: { id: '{{group}}' } },
    afterwards: [groupShows('both are in', members('ann', 'bob'))],
    shown: groupShown,
  },
  {
    id: 'rename-group',
    title: 'Renames the group, as a whole',
    evidence: 'certain',
    source: reference,
    request: putGroup('Test SCIMv2 b', 'ann', 'bob'),
    answer: { status: [200], body: { displayName: 'Test SCIMv2 b' } },
    afterwards: [groupShows('both are still in', members('ann', 'bob'))],
    shown: groupShown,
  },
  readAnn('read-before-leaving'),
  {
    id: 'deactivate',
    title: 'Unassigns or deactivates the person',
    evidence: 'certain',
    source: faq,
    request: put({ active: false }),
    answer: { status: [200], body: { active: false } },
    shown: {
      passed: 'Assignments: the person is gone.',
      failed: 'Tasks: the person was not deprovisioned, with our detail.',
    },
  },
  {
    id: 'look-up-inactive',
    title: 'Assigned once more: looks for the person, who is inactive',
    evidence: 'certain',
    source: reference,
    request: {
      method: 'GET',
      path: '/Users',
      query: { filter: 'userName eq "ann@okta.local"', startIndex: '1', count: '100' },
    },
    answer: { status: [200], body: { totalResults: 1, Resources: [{ id: '{{ann}}', active: false }] } },
    shown: {
      passed: 'Nothing: the person is matched.',
      failed: 'Tasks: the person cannot be created, since they exist.',
    },
  },
  {
    id: 'reactivate',
    title: 'Activates the person again',
    evidence: 'certain',
    source: reference,
    request: put({ active: true }),
    answer: { status: [200], body: { active: true } },
    shown: { passed: 'Assignments: the person, without a red mark.', failed: profileShown.failed },
  },
  {
    id: 'leave-group',
    title: 'Takes the person out of the group, as a whole',
    evidence: 'certain',
    source: reference,
    request: putGroup('Test SCIMv2 b', 'bob'),
    answer: { status: [200] },
    afterwards: [groupShows('only the other one is in', members('bob'))],
    shown: groupShown,
  },
  {
    id: 'leave',
    title: 'Deactivates the person for good',
    evidence: 'certain',
    source: faq,
    request: put({ active: false }),
    answer: { status: [200], body: { active: false } },
    shown: {
      passed: 'Assignments: the person is gone.',
      failed: 'Tasks: the person was not deprovisioned, with our detail.',
    },
  },
];

/** All changes as PUT: applications that were made with the App Integration Wizard cannot be switched to PATCH. */
export const oktaWizard: Transcript = {
  id: 'okta-wizard',
  title: 'An application made with the App Integration Wizard (PUT)',
  headers,
  secrets: [password],
  steps: [...beginning, ...changes, ...ending],
  outcome,
};
