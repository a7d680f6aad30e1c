import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openSqliteFile } from './open-sqlite-file.js';
import { createPostgresSchema, testPostgresUrl } from './postgres-for-tests.js';

export interface OpenedDatabase {
  readonly database: Database;
  close(): Promise<void>;
}

/** Migrated databases of each kind, by name; PostgreSQL where a server is named. */
export const sqlDatabases: Readonly<Record<string, () => Promise<OpenedDatabase>>> = {
  async SQLite() {
    const { database, remove } = await openSqliteFile();
    return { database, close: remove };
  },
  ...(testPostgresUrl !== undefined && {
    async PostgreSQL() {
      const schema = await createPostgresSchema(testPostgresUrl ?? '');
      const database = await schema.open();
      await migrate(database);
      return {
        database,
        async close() {
          await database.close();
          await schema.drop();
        },
      };
    },
  }),
};
