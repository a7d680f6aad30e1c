import { createPostgresSchema, testPostgresUrl } from '../../store/testing/postgres-for-tests.js';

interface Place {
  /** What the environment and the configuration say of it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly configuration: Readonly<Record<string, unknown>>;
  remove(): Promise<void>;
}

async function makePostgres(): Promise<Place> {
  const { schema, drop } = await createPostgresSchema(testPostgresUrl ?? '');
  const url = new URL(testPostgresUrl ?? '');
  url.searchParams.set('options', `-csearch_path=${schema}`);
  return {
    environment: { DATABASE_URL: url.href },
    configuration: { database: { env: 'DATABASE_URL' } },
    remove: drop,
  };
}

/** Databases for a whole server, by name; PostgreSQL where one is told of. */
export const eventDatabases: readonly (readonly [name: string, make: () => Promise<Place>])[] = [
  ['SQLite', async () => ({ environment: {}, configuration: {}, remove: async () => undefined })],
  ...(testPostgresUrl === undefined ? [] : [['PostgreSQL', makePostgres] as const]),
];
