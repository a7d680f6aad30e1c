import type { Database } from '../database.js';
import { createPasswordStore } from '../passwords/create-password-store.js';

/** Wipes passwords that no application took since this time (milliseconds since 1970), each told in the history. Resolves with their number. */
export function purgePasswords(database: Database, before: number): Promise<number> {
  return createPasswordStore(database, Date.now).expire(before);
}
