import type { Attribute } from './schema.js';

/** The one attribute that is accepted and not kept: RFC 7643 §4.1.1. Declared schemas cannot have another of its name. */
export function isPassword({ name, mutability }: Attribute): boolean {
  return name === 'password' && mutability === 'writeOnly';
}
