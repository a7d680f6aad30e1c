import type { JournalEntry, Store } from '@linkspan/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { createPostgresSchema, type PostgresSchema, testPostgresUrl } from '../testing/postgres-for-tests.js';
import { insertJournal } from './insert-journal.js';

const start = 1_700_000_000_000;

function line(action: string): JournalEntry {
  return { actor: 'operator', action, directory: 'main', resourceType: 'User', resourceId: 'r-1' };
}

describe.runIf(testPostgresUrl)('who follows the journal on PostgreSQL', () => {
  let schema: PostgresSchema;
  let database: Database;
  let store: Store;
  let now = start;

  beforeEach(async () => {
    now = start;
    schema = await createPostgresSchema(testPostgresUrl ?? '');
    database = await schema.open();
    await migrate(database);
    store = createSqlStore(database, { now: () => now });
    await store.journal.append([line('first')]);
  });

  afterEach(async () => {
    await database.close();
    await schema.drop();
  });

  const follow = async () => (await store.journal.follow(1, 10)).map(({ action }) => action);

  /** Writes a line that has its number, and leaves it open whether it is committed. */
  async function hang(): Promise<{ end(failure?: Error): Promise<void> }> {
    let end = (_failure?: Error) => {};
    const decided = new Promise<void>((resolve, reject) => {
      end = (failure) => (failure ? reject(failure) : resolve());
    });
    let writing = Promise.resolve();
    await new Promise<void>((written) => {
      writing = database.write(async (session) => {
        await insertJournal(session, [line('slow')], now);
        written();
        await decided;
      });
    });
    return {
      end(failure) {
        end(failure);
        return writing;
      },
    };
  }

  test('waits for a line that has its number and is not committed yet', async () => {
    const slow = await hang();
    await store.journal.append([line('fast')]);
    expect(await follow()).toEqual([]);
    await slow.end();
    expect(await follow()).toEqual(['slow', 'fast']);
  });

  test('goes on behind a number that a rollback left, after a while', async () => {
    const slow = await hang();
    await store.journal.append([line('fast'), line('next')]);
    await expect(slow.end(new Error('rolled back'))).rejects.toThrow('rolled back');
    expect(await follow()).toEqual([]);
    now = start + 10_000;
    await store.journal.append([line('last')]);
    expect(await follow()).toEqual(['fast', 'next', 'last']);
  });
});
