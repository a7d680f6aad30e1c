import { createHash } from 'node:crypto';

/** SHA-256 of a name with its password: one that is made by chance, and long, needs no slow hash. */
export function hashPassword(name: string, password: string): Buffer {
  return createHash('sha256').update(`${name}:${password}`).digest();
}
