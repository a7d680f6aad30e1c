import type { CaseAssertions } from './assertion.js';
import { groupAssertions } from './group-assertions.js';
import { protocolAssertions } from './protocol-assertions.js';
import { userAssertions } from './user-assertions.js';

/** The cases' prose asserts, coded, by the id of the case. */
export const assertions: Readonly<Record<string, CaseAssertions>> = {
  ...userAssertions,
  ...groupAssertions,
  ...protocolAssertions,
};
