import { createHash } from 'node:crypto';

/** How long Drupal counts a wrong password (`user.flood:user_window`): after five of them even the right one is a visitor's (D3). */
const window = 6 * 60 * 60_000;

/** Of this process, whatever connects anew in it: each further attempt would bring the account nearer to being locked. */
const refusals = new Map<string, number>();

/** What is remembered of credentials; tells nothing of them. */
export function keyOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

export function rememberRefusal(key: string, now: number): void {
  refusals.set(key, now);
}

/** When credentials may be tried again; undefined: at once. */
export function heldUntil(key: string, now: number): number | undefined {
  const at = refusals.get(key);
  return at === undefined || now >= at + window ? undefined : at + window;
}
