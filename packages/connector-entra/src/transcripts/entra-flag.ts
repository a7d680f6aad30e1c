import type { Transcript, TranscriptStep } from '@linkspan/core';
import {
  beginning,
  ending,
  enterprise,
  exported,
  groupShows,
  headers,
  members,
  nothing,
  outcome,
  patch,
  userShows,
} from './shared.js';
import { compatibility, guidePage } from './sources.js';

const ann = '/Users/{{ann}}';
const group = '/Groups/{{group}}';

const steps: readonly TranscriptStep[] = [
  {
    id: 'flag-in-query',
    title: 'The flag stands in the query, too',
    evidence: 'unknown',
    source: 'the page only says that the flag is put on the tenant URL, not whether Entra sends it on',
    request: {
      method: 'GET',
      path: '/Users',
      query: { aadOptscim062020: '', filter: 'userName eq "ann@contoso.com"' },
    },
    answer: { status: [200], body: { totalResults: 1 } },
    shown: { passed: nothing, failed: exported.failed },
  },
  {
    id: 'update',
    title: 'Changes an address by its type, and the rest without a path, under dotted names and a URN',
    evidence: 'certain',
    source: compatibility,
    request: patch(
      ann,
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'anna@contoso.com' },
      {
        op: 'replace',
        value: {
          displayName: 'Ann Lee',
          'name.givenName': 'Ann',
          'name.familyName': 'Lee',
          [`${enterprise}:employeeNumber`]: '701984',
        },
      },
    ),
    answer: { status: [200, 204] },
    afterwards: [
      userShows('all have changed', {
        emails: [{ value: 'anna@contoso.com' }],
        displayName: 'Ann Lee',
        name: { givenName: 'Ann', familyName: 'Lee' },
        [enterprise]: { employeeNumber: '701984' },
      }),
    ],
    shown: exported,
  },
  {
    id: 'add-value',
    title: 'Adds an attribute',
    evidence: 'certain',
    source: compatibility,
    request: patch(ann, { op: 'add', path: 'nickName', value: 'Babs' }),
    answer: { status: [200, 204] },
    afterwards: [userShows('it is there', { nickName: 'Babs' })],
    shown: exported,
  },
  {
    id: 'rename-group',
    title: 'Renames the group without a path',
    evidence: 'likely',
    source: compatibility,
    request: patch(group, { op: 'replace', value: { displayName: 'Staff b' } }),
    answer: { status: [204] },
    shown: exported,
  },
  {
    id: 'add-members',
    title: 'Adds members',
    evidence: 'likely',
    source: guidePage,
    request: patch(group, { op: 'add', path: 'members', value: [{ value: '{{ann}}' }, { value: '{{bob}}' }] }),
    answer: { status: [204] },
    afterwards: [groupShows('both are in, under the new name', { displayName: 'Staff b', ...members('ann', 'bob') })],
    shown: exported,
  },
  {
    id: 'remove-member',
    title: 'Removes one by a filter',
    evidence: 'certain',
    source: compatibility,
    request: patch(group, { op: 'remove', path: 'members[value eq "{{ann}}"]' }),
    answer: { status: [204] },
    afterwards: [groupShows('only that one is gone', members('bob'))],
    shown: exported,
  },
  {
    id: 'remove-member-again',
    title: 'Removes who is not in any more',
    evidence: 'likely',
    source: compatibility,
    request: patch(group, { op: 'remove', path: 'members[value eq "{{ann}}"]' }),
    answer: { status: [204] },
    afterwards: [groupShows('nobody else is gone', members('bob'))],
    shown: exported,
  },
  {
    id: 'disable',
    title: 'Disables a person',
    evidence: 'certain',
    source: compatibility,
    request: patch(ann, { op: 'replace', path: 'active', value: false }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are inactive', { active: false })],
    shown: exported,
  },
  {
    id: 'enable',
    title: 'Enables the person again',
    evidence: 'likely',
    source: compatibility,
    request: patch(ann, { op: 'replace', path: 'active', value: true }),
    answer: { status: [200, 204] },
    afterwards: [userShows('they are active', { active: true })],
    shown: exported,
  },
  {
    id: 'leave',
    title: 'Disables the person, who was deleted in Entra',
    evidence: 'certain',
    source: compatibility,
    request: patch(ann, { op: 'replace', path: 'active', value: false }),
    answer: { status: [200, 204] },
    shown: exported,
  },
];

export const entraFlag: Transcript = {
  id: 'entra-flag',
  title: 'The tenant URL with ?aadOptscim062020',
  headers,
  steps: [...beginning, ...steps, ...ending],
  outcome,
};
