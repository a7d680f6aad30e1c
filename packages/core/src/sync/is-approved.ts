import type { Link } from '../store/link.js';

/** Whether a person let this link pass this guard, or the one that asked about the same loss. */
export function isApproved({ approved = '' }: Pick<Link, 'approved'>, guard: string, within?: string): boolean {
  const guards = approved.split(' ');
  return guards.includes(guard) || (within !== undefined && guards.includes(within));
}
