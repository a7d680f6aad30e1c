import type { Json, Transcript, TranscriptStep } from '@linkspan/core';
import {
  beginning,
  ending,
  groupShows,
  headers,
  member,
  members,
  outcome,
  password,
  patchOp,
  profile,
  userShows,
} from './shared.js';
import { faq, reference } from './sources.js';

const profileShown = {
  passed: 'Tasks: nothing. The profile was pushed.',
  failed: 'Tasks: the profile was not pushed, with our detail.',
};
const leavingShown = {
  passed: 'Assignments: the person is gone.',
  failed: 'Tasks: the person was not deprovisioned, with our detail.',
};
const groupShown = {
  passed: 'Push Groups: the group is active.',
  failed: 'Push Groups: an error beside the group, with our detail.',
};

const patch = (path: string, ...Operations: readonly Json[]) => ({
  method: 'PATCH' as const,
  path,
  body: { schemas: [patchOp], Operations },
});
const patchAnn = (value: Json) => patch('/Users/{{ann}}', { op: 'replace', value });
const patchGroup = (...operations: readonly Json[]) => patch('/Groups/{{group}}', ...operations);
const named = (displayName: string) => patchGroup({ op: 'replace', value: { id: '{{group}}', displayName } });

/** Sent before every change of members, whatever the name was. */
const nameAgain = (id: string, displayName: string): TranscriptStep => ({
  id,
  title: 'Says the name of the group before its members change',
  evidence: 'certain',
  source: reference,
  request: named(displayName),
  answer: { status: [200, 204] },
  shown: groupShown,
});

const changes: readonly TranscriptStep[] = [
  {
    id: 'update',
    title: 'Changes the profile, as a whole',
    evidence: 'certain',
    source: reference,
    request: {
      method: 'PUT',
      path: '/Users/{{ann}}',
      body: {
        ...profile('ann'),
        id: '{{ann}}',
        name: { givenName: 'Another', familyName: 'ann' },
        meta: { resourceType: 'User' },
      },
    },
    answer: { status: [200], body: { name: { givenName: 'Another' } } },
    shown: profileShown,
  },
  {
    id: 'update-password',
    title: 'Sends a password (Sync Password)',
    evidence: 'likely',
    source: reference,
    request: patchAnn({ password }),
    answer: { status: [200, 204] },
    afterwards: [userShows('no password is shown', { password: null })],
    shown: profileShown,
  },
  nameAgain('name-before-add', 'Test SCIMv2'),
  {
    id: 'add-members',
    title: 'Puts both into the group: everybody of it, in one replace',
    evidence: 'certain',
    source: reference,
    request: patchGroup({ op: 'replace', path: 'members', value: [member('ann', 'ann'), member('bob', 'bob')] }),
    answer: { status: [200, 204] },
    afterwards: [groupShows('both are in', members('ann', 'bob'))],
    shown: groupShown,
  },
  nameAgain('name-before-exchange', 'Test SCIMv2'),
  {
    id: 'exchange-members',
    title: 'Takes one out and puts one in, in one request',
    evidence: 'certain',
    source: reference,
    request: patchGroup(
      { op: 'remove', path: 'members[value eq "{{ann}}"]' },
      { op: 'add', path: 'members', value: [member('bob', 'bob')] },
    ),
    answer: { status: [200, 204] },
    afterwards: [groupShows('who was put in stands there once', members('bob'))],
    shown: groupShown,
  },
  {
    id: 'add-member',
    title: 'Puts one in again',
    evidence: 'certain',
    source: reference,
    request: patchGroup({ op: 'add', path: 'members', value: [member('ann', 'ann')] }),
    answer: { status: [200, 204] },
    afterwards: [groupShows('both are in', members('ann', 'bob'))],
    shown: groupShown,
  },
  {
    id: 'rename-group',
    title: 'Renames the group: without a path, with the id beside',
    evidence: 'certain',
    source: reference,
    request: named('Test SCIMv2 b'),
    answer: { status: [200, 204] },
    afterwards: [
      groupShows('it has its new name, and both', { displayName: 'Test SCIMv2 b', ...members('ann', 'bob') }),
    ],
    shown: groupShown,
  },
  {
    id: 'deactivate',
    title: 'Unassigns or deactivates the person: without a path',
    evidence: 'certain',
    source: reference,
    request: patchAnn({ active: false }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are inactive', { active: false })],
    shown: leavingShown,
  },
  {
    id: 'reactivate',
    title: 'Activates the person again',
    evidence: 'certain',
    source: reference,
    request: patchAnn({ active: true }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are active, as they were', { id: '{{ann}}', active: true })],
    shown: { passed: 'Assignments: the person, without a red mark.', failed: profileShown.failed },
  },
  {
    id: 'deactivate-without-op',
    title: 'The same without an "op"',
    evidence: 'unknown',
    source: 'a test of github.com/simstudioai/sim; not in any document of Okta',
    request: patch('/Users/{{ann}}', { value: { active: false } }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are inactive', { active: false })],
    shown: leavingShown,
  },
  {
    id: 'leave-group',
    title: 'Takes the person out of the group',
    evidence: 'certain',
    source: reference,
    request: patchGroup({ op: 'remove', path: 'members[value eq "{{ann}}"]' }),
    answer: { status: [200, 204] },
    afterwards: [groupShows('only the other one is in', members('bob'))],
    shown: groupShown,
  },
  {
    id: 'leave',
    title: 'Deactivates the person for good',
    evidence: 'certain',
    source: faq,
    request: patchAnn({ active: false }),
    answer: { status: [200, 204] },
    shown: leavingShown,
  },
];

/** Profiles as PUT; active, passwords and groups as PATCH: what the templates of the catalog (OIN) do. */
export const oktaCatalog: Transcript = {
  id: 'okta-catalog',
  title: 'An application from the catalog (PATCH)',
  headers,
  secrets: [password],
  steps: [...beginning, ...changes, ...ending],
  outcome,
};
