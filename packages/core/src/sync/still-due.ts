import type { Link } from '../store/link.js';

/** Of a link that was claimed out of turn: what is due there, or stale, stays so when it is released. */
export function stillDue({ dueAt, stale }: Pick<Link, 'dueAt' | 'stale'>): {
  readonly dueAt?: number;
  readonly stale?: true;
} {
  return { ...(dueAt !== undefined && { dueAt }), ...(stale && { stale: true as const }) };
}
