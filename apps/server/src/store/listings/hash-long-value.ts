import { createHash } from 'node:crypto';

/** What a PostgreSQL index takes: text without U+0000 or halves of surrogate pairs, and not too much of it. */
const indexable = /^[^\0\p{Surrogate}]{0,500}$/u;

/** A value as it stands in `listed_keys`: one odd account must not spoil a whole listing. */
export function hashLongValue(value: string): string {
  if (indexable.test(value)) return value;
  return `sha256:${createHash('sha256').update(value, 'utf16le').digest('hex')}`;
}
