import type { Link } from '../store/link.js';

/** Whether a person let this link pass this guard. */
export function isApproved({ approved = '' }: Pick<Link, 'approved'>, guard: string): boolean {
  return approved.split(' ').includes(guard);
}
