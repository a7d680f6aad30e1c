import type { Change } from '../connector/account.js';
import type { JsonObject } from '../scim/json.js';
import { digest } from './digest.js';

/** So many returns to a former value within this time are somebody else's doing. */
const tooMany = 4;
const window = 24 * 3_600_000;
const kept = 8;

type Written = readonly (readonly [at: number, digest: string])[];

/** The field that would be written back and forth once too often. */
export function findFlip(flips: JsonObject | undefined, change: Change, now: number): string | undefined {
  return Object.entries(change.set).find(([name, value]) => {
    const recent = writtenOf(flips, name).filter(([at]) => at > now - window);
    const values = [...recent.map(([, one]) => one), digest(value)];
    const returns = values.filter((one, place) => place > 1 && one === values[place - 2] && one !== values[place - 1]);
    return returns.length >= tooMany;
  })?.[0];
}

/** What is remembered once a change has been written. */
export function noteWritten(flips: JsonObject | undefined, change: Change, now: number): JsonObject {
  const noted = Object.entries(change.set).map(
    ([name, value]) => [name, [...writtenOf(flips, name), [now, digest(value)]].slice(-kept)] as const,
  );
  return JSON.parse(JSON.stringify({ ...flips, ...Object.fromEntries(noted) }));
}

function writtenOf(flips: JsonObject | undefined, name: string): Written {
  const written = flips?.[name];
  return Array.isArray(written) ? (written as unknown as Written) : [];
}
