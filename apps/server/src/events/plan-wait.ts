const first = 1_000;
const longest = 5 * 60_000;
/** A receiver may ask for no more: what waits for a day looks like what is lost. */
const longestAsked = 3_600_000;

/** Milliseconds until the next attempt, after so many in vain: doubled each time, by up to a quarter shorter, so that receivers that came down together do not come back together. */
export function planWait(attempts: number, asked = 0, random: () => number = Math.random): number {
  const planned = Math.min(first * 2 ** (attempts - 1), longest) * (1 - random() / 4);
  return Math.round(Math.max(planned, Math.min(asked, longestAsked)));
}
