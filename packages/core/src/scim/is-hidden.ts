import type { Attribute } from './schema.js';

/** No answer ever shows it (RFC 7643 §2.2), so nothing may be found, sorted or told by it either. */
export function isHidden({ mutability, returned }: Attribute): boolean {
  return returned === 'never' || mutability === 'writeOnly';
}
