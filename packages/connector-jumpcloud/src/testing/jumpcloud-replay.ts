import type { Assertion } from './assertion.js';
import { assertions } from './assertions.js';
import { type JumpcloudCase, jumpcloudCases } from './jumpcloud-cases.js';
import { preparations } from './preparations.js';
import type { ReplaySession } from './replay-session.js';

export interface ReplayStep extends JumpcloudCase {
  /** The prose of `response.assert` with its code, in its order. */
  readonly assertions: readonly { readonly text: string; readonly assertion: Assertion }[];
  prepare?(session: ReplaySession): Promise<void>;
  /** Sent again with these headers, each prepared anew. */
  readonly repeats: readonly Readonly<Record<string, string>>[];
  /** The capture that the answer's id becomes. */
  readonly captures?: 'userId' | 'groupId';
  /** Whether it asks something of the host's authentication. */
  readonly authentication: boolean;
}

const json = 'application/json';
const repeats: Readonly<Record<string, ReplayStep['repeats']>> = {
  J29: [
    { 'content-type': 'application/scim+json; charset=utf-8', accept: json },
    { 'content-type': json, accept: '*/*' },
    { 'content-type': json },
  ],
};

const captures: Readonly<Record<string, 'userId' | 'groupId'>> = {
  J03: 'userId',
  J18: 'groupId',
  J26: 'userId',
  J29: 'userId',
};

/** JumpCloud's cases in the order in which they build on each other. */
export const jumpcloudReplay: readonly ReplayStep[] = jumpcloudCases.map((recorded) => {
  const { id } = recorded;
  const prepare = preparations[id];
  const capture = captures[id];
  return {
    ...recorded,
    assertions: (recorded.response.assert ?? []).map((text) => {
      const assertion = assertions[id]?.[text];
      if (assertion === undefined) throw new Error(`${id}: "${text}" has no code`);
      return { text, assertion };
    }),
    ...(prepare && { prepare }),
    repeats: repeats[id] ?? [],
    ...(capture && { captures: capture }),
    authentication: recorded.request.headers?.['Authorization'] !== undefined,
  };
});
