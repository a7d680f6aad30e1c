import type { Transcript } from '@linkspan/core';
import { ending } from './transcripts/jumpcloud-ending.js';
import { groups } from './transcripts/jumpcloud-groups.js';
import { people } from './transcripts/jumpcloud-people.js';
import { isIn, password, user } from './transcripts/shared.js';

/** The order is not published: it is the one in which the steps build on each other. */
const jumpcloud: Transcript = {
  id: 'jumpcloud',
  title: 'Custom SCIM (Identity Management), SCIM 2.0',
  headers: {},
  secrets: [password],
  steps: [...people, ...groups, ...ending],
  outcome: [
    { title: 'the leaver is inactive, and still there for applications to close', path: user, body: { active: false } },
    { title: 'the other one is active', path: '/Users/{{other}}', body: { active: true } },
    isIn('only who stays is in the group', 'other'),
  ],
};

export const transcripts: readonly Transcript[] = [jumpcloud];
