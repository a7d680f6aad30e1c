import type { BackState } from '@linkspan/core';
import type { Database } from '../database.js';
import { verbatim } from '../sql.js';

/** How two-way sync of one type of an application's accounts does. */
export interface TwoWayFigures {
  readonly application: string;
  readonly type: string;
  /** When it last asked with success, milliseconds since 1970. */
  readonly pulledAt?: number;
  /** How often it failed since. */
  readonly failures: number;
}

export async function readTwoWay({ read }: Database): Promise<readonly TwoWayFigures[]> {
  const rows = await read.all<{ readonly name: string; readonly back: string }>(
    verbatim('select name, back from applications where back is not null order by name'),
  );
  return rows.flatMap(({ name, back }) => {
    const states: Readonly<Record<string, BackState>> = JSON.parse(back);
    return Object.entries(states).map(([type, { pulledAt, failure }]) => ({
      application: name,
      type,
      ...(pulledAt !== undefined && { pulledAt }),
      failures: failure?.times ?? 0,
    }));
  });
}
