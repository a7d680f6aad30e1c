import type { Database } from './database.js';
import { DatabaseError } from './database-error.js';
import { migrations } from './migrations/index.js';
import type { Session } from './session.js';
import { sql, verbatim } from './sql.js';

/** "link" in ASCII: the advisory lock that servers starting together on one PostgreSQL take in turn. */
const lock = 0x6c696e6b;

/**
 * Brings the tables up to date, forward only, all in one transaction: servers that start together wait for each other (SQLite's write
 * lock, PostgreSQL's advisory lock), and what was interrupted is begun again.
 *
 * @throws DatabaseError where a newer Linkspan has been here.
 */
export async function migrate(database: Database): Promise<void> {
  await database.write(async (session) => {
    if (database.dialect.name === 'postgres') await session.all(sql`select pg_advisory_xact_lock(${lock})`);
    const { text } = database.dialect.types;
    await session.all(
      verbatim(`create table if not exists migrations (name ${text} not null primary key, at bigint not null)`),
    );
    const applied = await listApplied(session);
    refuseUnknown(applied);
    for (const { name, statements } of migrations) {
      if (applied.has(name)) continue;
      for (const statement of statements(database.dialect)) await session.all(verbatim(statement));
      await session.all(sql`insert into migrations (name, at) values (${name}, ${Date.now()})`);
    }
  });
}

async function listApplied(session: Session): Promise<ReadonlySet<string>> {
  const rows = await session.all<{ readonly name: string }>(sql`select name from migrations`);
  return new Set(rows.map(({ name }) => name));
}

function refuseUnknown(applied: ReadonlySet<string>): void {
  const unknown = [...applied].filter((name) => !migrations.some((migration) => migration.name === name));
  if (unknown.length === 0) return;
  throw new DatabaseError(
    `The database was used by a newer Linkspan (it has ${unknown.join(', ')}).\nStart that version, or restore a backup from before it.`,
  );
}
