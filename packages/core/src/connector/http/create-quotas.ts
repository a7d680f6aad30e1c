import type { Quota } from './quota.js';

/** What of a quota is kept for the end of its time, to be spread: a fifth. */
const reserve = 0.2;
/** Milliseconds: a header is believed for that long without another call, since proxies have been seen to count wrongly. */
const longestSilence = 60_000;
/** A vendor that names a quota anew in every answer does not fill the memory. */
const most = 16;

type Known = { -readonly [Key in keyof Quota]: Quota[Key] } & { told: number };

/** The vendor's quotas as last told, less what was sent since. */
export interface Quotas {
  /** `call`: which call was answered, counted from 1; `started`: how many have begun by now. Later calls are not in what it says. */
  learn(told: readonly Quota[], call: number, started: number): void;
  spend(): void;
  /** From when on a call keeps to every quota, the last one having begun at `last`. */
  earliest(time: number, last: number): number;
  /** The one that is nearest to its end. */
  tightest(time: number): Quota | undefined;
}

export function createQuotas(): Quotas {
  const known = new Map<string, Known>();

  function living(time: number): readonly Known[] {
    for (const [name, quota] of known) if (quota.resetAt <= time) known.delete(name);
    return [...known.values()];
  }

  return {
    learn(told, call, started) {
      for (const { name, limit, remaining, resetAt } of told) {
        const before = known.get(name);
        if (before !== undefined && before.told > call) continue;
        if (before === undefined && known.size >= most) known.delete(known.keys().next().value ?? '');
        const whole = limit ?? Math.max(before?.limit ?? 0, remaining);
        const left = Math.max(0, remaining - (started - call));
        known.set(name, { name, limit: whole, remaining: left, resetAt, told: call });
      }
    },
    spend() {
      for (const quota of known.values()) quota.remaining = Math.max(0, quota.remaining - 1);
    },
    earliest(time, last) {
      let earliest = time;
      for (const { limit = 0, remaining, resetAt } of living(time)) {
        if (remaining > limit * reserve) continue;
        const at = remaining === 0 ? resetAt : last + (resetAt - last) / (remaining + 1);
        earliest = Math.max(earliest, Math.min(at, last + longestSilence));
      }
      return earliest;
    },
    tightest(time) {
      const share = ({ limit = 0, remaining }: Known) => (limit === 0 ? 0 : remaining / limit);
      const [first] = living(time).toSorted((one, other) => share(one) - share(other));
      return first;
    },
  };
}
