import type { RateLimits } from '../connector/rate-limits.js';

/** Milliseconds: whoever had to wait within them is held back still. */
const lately = 10_000;

/** What holds calls back, for people; undefined: nothing does. */
export function describeLimits(limits: RateLimits | undefined, now: number): string | undefined {
  if (limits?.held === undefined) return undefined;
  const { held, limit, learned, remaining, resetAt, pausedUntil } = limits;
  if (pausedUntil !== undefined && pausedUntil > now)
    return `the rate limit (the application asks to wait ${seconds(pausedUntil - now)}, Retry-After)`;
  if (now - held.at > lately) return undefined;
  if (held.by === 'quota' && remaining !== undefined && resetAt !== undefined)
    return `the rate limit (${remaining} calls left for ${seconds(resetAt - now)}, by the application's headers)`;
  if (limit === undefined) return undefined;
  return `the rate limit (${rateOf(limit)}, ${learned ? 'learned from 429' : 'configured'})`;
}

function seconds(milliseconds: number): string {
  return `${Math.ceil(Math.max(0, milliseconds) / 1000)} s`;
}

/** "2.5/s", "3/min". */
function rateOf(limit: number): string {
  return limit >= 1 ? `${Math.round(limit * 10) / 10}/s` : `${Math.round(limit * 600) / 10}/min`;
}
