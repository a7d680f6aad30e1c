/** An hour: who asks for longer is asked again sooner, so that one wrong header cannot silence an application for a year. */
export const longestPause = 3_600_000;

/** RFC 9110 §10.2.3, seconds or an HTTP date, in milliseconds from `now`; undefined where it says neither. */
export function parseRetryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestPause);
}
