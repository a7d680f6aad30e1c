import { PGlite } from '@electric-sql/pglite';
import createKnex, { type Knex } from 'knex';
import ClientPGLite from 'knex-pglite';
import type { Database } from '../database.js';
import { createPostgresDatabase } from '../postgres/open-postgres.js';

/** PostgreSQL in this process, with one connection, gone when closed. */
export async function openPglite(): Promise<Database> {
  const connection: Knex.StaticConnectionConfig & { readonly pglite: PGlite } = { pglite: await PGlite.create() };
  const knex = createKnex({ client: ClientPGLite, connection });
  return createPostgresDatabase(knex, knex);
}
