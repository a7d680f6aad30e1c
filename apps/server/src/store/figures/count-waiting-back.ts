import type { Database } from '../database.js';
import { countConflicts } from './count-conflicts.js';
import type { HeldLinks } from './count-holds.js';
import { countNewcomers } from './count-newcomers.js';

/** What two-way sync leaves to a person, as the inbox names it. */
export async function countWaitingBack(database: Database): Promise<readonly HeldLinks[]> {
  const [conflicts, newcomers] = await Promise.all([countConflicts(database), countNewcomers(database)]);
  const accounts = new Map<string, number>();
  for (const { application, accounts: count } of newcomers)
    accounts.set(application, (accounts.get(application) ?? 0) + count);
  return [
    ...conflicts.map((one) => ({ ...one, guard: 'conflict' })),
    ...[...accounts].map(([application, links]) => ({ application, guard: 'new-account', links })),
  ];
}
