import type { ApplicationRecord, BackState, Store } from '@linkspan/core';

/** Where two-way sync of one type of an application's accounts stands. */
export interface TwoWayLine {
  readonly type: string;
  readonly state: BackState;
  /** When it looks next, milliseconds; absent: only when a webhook says so. */
  readonly nextAt?: number;
  /** People, or groups, with values that both sides changed. */
  readonly conflicts: number;
  /** Accounts that came up there and wait for a person. */
  readonly reported: number;
}

interface Standing {
  readonly poll?: number;
  readonly back: ApplicationRecord['back'];
  readonly conflicts: Readonly<Record<string, number>>;
}

const pageSize = 1_000;

/** Of people in any case; of groups where they have been asked for. */
export async function readTwoWay(
  store: Pick<Store, 'links' | 'newcomers'>,
  application: string,
  { poll, back = {}, conflicts }: Standing,
): Promise<readonly TwoWayLine[]> {
  const states = Object.entries({ User: {}, ...back });
  return Promise.all(
    states.map(async ([type, state]) => ({
      type,
      state,
      ...(poll !== undefined && state.pulledAt !== undefined && { nextAt: state.pulledAt + poll }),
      conflicts: conflicts[type] ?? 0,
      reported: await countReported(store, application, type),
    })),
  );
}

/** Whom somebody owns by now is no newcomer. */
async function countReported(
  { links, newcomers }: Pick<Store, 'links' | 'newcomers'>,
  application: string,
  type: string,
): Promise<number> {
  let reported = 0;
  for (let after: string | undefined; ; ) {
    const query = { state: 'reported', limit: pageSize, ...(after !== undefined && { after }) } as const;
    const page = await newcomers.list(application, type, query);
    const accountIds = page.map(({ accountId }) => accountId);
    const owned = page.length === 0 ? [] : await links.list({ application, type, accountIds, limit: pageSize });
    reported += page.length - owned.length;
    after = page.at(-1)?.accountId;
    if (page.length < pageSize) return reported;
  }
}
