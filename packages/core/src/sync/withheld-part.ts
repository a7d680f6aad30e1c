import type { Link } from '../store/link.js';

/** Of what was sent, what an adopted account keeps until somebody approves. */
export function withheldPart(link: Link): Record<string, unknown> {
  const names = Object.keys(link.withheld ?? {});
  return Object.fromEntries(Object.entries(link.sent ?? {}).filter(([name]) => names.includes(name)));
}
