import { randomBytes } from 'node:crypto';
import type { Database } from '../database.js';
import { openDatabase } from '../open-database.js';
import { verbatim } from '../sql.js';

/** A `postgres://` URL of a real server; each test file works in a schema of its own there. */
export const testPostgresUrl = process.env['LINKSPAN_TEST_POSTGRES'];

export interface PostgresSchema {
  readonly schema: string;
  open(): Promise<Database>;
  drop(): Promise<void>;
}

export async function createPostgresSchema(url: string): Promise<PostgresSchema> {
  const schema = `linkspan_${randomBytes(6).toString('hex')}`;
  const owner = await openDatabase({ kind: 'postgres', url });
  await owner.read.all(verbatim(`create schema ${schema}`));
  return {
    schema,
    open: () => openDatabase({ kind: 'postgres', url, schema }),
    async drop() {
      await owner.read.all(verbatim(`drop schema ${schema} cascade`));
      await owner.close();
    },
  };
}
