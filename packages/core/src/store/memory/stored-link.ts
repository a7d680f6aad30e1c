import type { Lease, Link } from '../link.js';

/** A link and who works on it. */
export interface StoredLink {
  readonly link: Link;
  readonly lease?: { readonly token: Lease['token']; readonly until: number };
}

export function isLeased(stored: StoredLink, now: number): boolean {
  return stored.lease !== undefined && stored.lease.until > now;
}

/** A missing time comes last. */
export function compareDueTimes(a: number | undefined, b: number | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  return a - b;
}

/** Undefined where neither has a time. */
export function earlierOf(a: number | undefined, b: number | undefined): number | undefined {
  return compareDueTimes(a, b) <= 0 ? a : b;
}
