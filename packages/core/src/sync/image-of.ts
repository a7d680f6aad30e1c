import type { Account, AccountRef } from '../connector/account.js';
import { type Step, toJson } from './step.js';

/** The touched fields as they were just before the write, and as they are. */
export function imageOf(ref: AccountRef, account: Account, names: readonly string[]): NonNullable<Step['image']> {
  const pick = (fields: Account['fields']) =>
    toJson(Object.fromEntries(names.map((name) => [name, fields[name] ?? null])));
  return { before: pick(ref.current.fields), after: pick(account.fields) };
}
