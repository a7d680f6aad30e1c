import type { JournalEntry } from '@linkspan/core';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { openSqliteFile } from '../testing/open-sqlite-file.js';
import { createPostgresSchema, testPostgresUrl } from '../testing/postgres-for-tests.js';
import { createEventStore, type EventStore, type ReceiverLease } from './create-event-store.js';

interface Place {
  readonly database: Database;
  remove(): Promise<void>;
}

async function openPostgres(): Promise<Place> {
  const schema = await createPostgresSchema(testPostgresUrl ?? '');
  const database = await schema.open();
  await migrate(database);
  return {
    database,
    async remove() {
      await database.close();
      await schema.drop();
    },
  };
}

const places: readonly (readonly [string, () => Promise<Place>])[] = [
  ['SQLite', openSqliteFile],
  ...(testPostgresUrl === undefined ? [] : [['PostgreSQL', openPostgres] as const]),
];

const line: JournalEntry = {
  actor: 'operator',
  action: 'create',
  directory: 'main',
  resourceType: 'User',
  resourceId: 'r',
};
const lease = (owner: string, now: number): ReceiverLease => ({ owner, now, milliseconds: 60 });

describe.each(places)('receivers of events on %s', (_, open) => {
  let place: Place;
  let store: EventStore;
  const append = (...entries: readonly JournalEntry[]) => createSqlStore(place.database).journal.append(entries);

  beforeEach(async () => {
    place = await open();
    store = createEventStore(place.database);
  });
  afterEach(() => place.remove());

  test('begin at the end of the journal, once', async () => {
    await append(line, line);
    expect(await store.register('siem', 'a')).toMatchObject({ position: 2, delivered: 0, lost: 0 });
    await append(line);
    expect(await store.register('siem', 'a')).toMatchObject({ position: 2 });
    expect(await store.findEnd()).toBe(3);
  });

  test('are held by one server, until it lets go or is not heard of', async () => {
    const before = await store.register('siem', 'a');
    expect(await store.claim('siem', lease('one', 0))).toEqual(before);
    expect(await store.claim('siem', lease('two', 59))).toBeUndefined();
    expect(await store.claim('siem', lease('two', 60))).toEqual(before);
    const late = { ...before, position: 7 };
    expect(await store.save(late, lease('one', 61))).toBe(false);
    await store.release('siem', 'one');
    expect(await store.claim('siem', lease('three', 61))).toBeUndefined();
    expect(await store.save({ ...before, position: 5 }, lease('two', 61))).toBe(true);
    await store.release('siem', 'two');
    expect(await store.claim('siem', lease('one', 62))).toMatchObject({ position: 5 });
  });

  test('that are configured anew are tried again from where they were', async () => {
    const before = await store.register('siem', 'a');
    await store.claim('siem', lease('one', 0));
    await store.save({ ...before, position: 4, attempts: 3, haltedAt: 9, dueAt: 10, error: 'no' }, lease('one', 0));
    expect(await store.register('siem', 'a')).toMatchObject({ haltedAt: 9, attempts: 3 });
    const after = await store.register('siem', 'b');
    expect(after).toMatchObject({ position: 4, attempts: 0, fingerprint: 'b' });
    expect(after).not.toHaveProperty('haltedAt');
    expect(after).not.toHaveProperty('dueAt');
  });

  const rows: [what: string, position: number, first: number, lost: number][] = [
    ['nothing is missing', 2, 3, 0],
    ['a rollback left a gap behind a line that is there', 2, 5, 0],
    ['the line that was reached and those behind it are gone', 1, 5, 3],
    ['nothing was reached yet', 0, 5, 0],
  ];
  test.each(rows)('are told what they lost: %s', async (_what, position, first, lost) => {
    await append(line, line);
    if (position === 1)
      await place.database.write((session) => session.all({ text: 'delete from journal', bindings: [] }));
    expect(await store.countLost(position, first)).toBe(lost);
  });
});
