import type { Database } from './database.js';
import { sql } from './sql.js';

/** Writes a row of the table `settings`, whether or not it is there. */
export async function saveSetting({ write }: Pick<Database, 'write'>, key: string, value: string): Promise<void> {
  await write((session) =>
    session.all(sql`insert into settings (key, value) values (${key}, ${value})
      on conflict (key) do update set value = excluded.value`),
  );
}
