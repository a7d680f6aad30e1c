import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from './database.js';
import type { Session } from './session.js';
import { type Sql, sql } from './sql.js';
import { type OpenedDatabase, sqlDatabases } from './testing/sql-databases.js';

/** Nobody waits for the end of it. */
const endless: Sql = sql`with recursive number (n) as (select 1 union all select n + 1 from number where n < 1000000000)
  select count(*) as total from number`;
const one: Sql = sql`select 1 as one`;
const patient = 60_000;

describe.each(Object.entries(sqlDatabases))('long reads on %s', (_, open) => {
  let opened: OpenedDatabase;
  let database: Database;

  beforeAll(async () => {
    opened = await open();
    database = opened.database;
  }, 60_000);

  afterAll(() => opened.close());

  const runEndless = (session: Session) => session.all(endless);

  test.each(['range', 'scan'] as const)('a %s is ended after its time, and its connection goes on', async (cost) => {
    for (let round = 0; round < 3; round += 1) {
      const error: unknown = await database.readBounded(cost, 50, runEndless).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: 'QueryTooExpensive', reason: 'slow' });
      expect(await database.readBounded(cost, patient, (session) => session.all(one))).toEqual([{ one: 1 }]);
    }
  });

  test('scans hold up no look-up, no write and no read of an index; another scan waits, no longer than it wants', async () => {
    const order: string[] = [];
    const note = (name: string) => () => void order.push(name);
    // As many as run at once on any database.
    const scans = [0, 1].map(() => database.readBounded('scan', 1500, runEndless).catch(note('scan')));
    const others = Array.from({ length: 20 }, () => [
      database.read.all(one).then(note('quick')),
      database.readBounded('range', patient, (session) => session.all(one)).then(note('quick')),
      database.write((session) => session.all(one)).then(note('quick')),
    ]).flat();
    const late = database.readBounded('scan', 20, (session) => session.all(one));
    await expect(late).rejects.toMatchObject({ reason: 'busy' });
    await Promise.all([...others, ...scans]);
    expect(order.slice(0, others.length)).toEqual(others.map(() => 'quick'));
    expect(order.slice(others.length)).toEqual(['scan', 'scan']);
  });

  test('reads of an index, however many and long, hold up no look-up', async () => {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const long = Array.from({ length: 8 }, () => database.readBounded('range', patient, () => ended));
    expect(await database.read.all(one)).toEqual([{ one: 1 }]);
    end();
    await Promise.all(long);
  });

  test('what fails for another reason says that reason', async () => {
    await expect(
      database.readBounded('scan', patient, (session) => session.all(sql`select 1 from nowhere`)),
    ).rejects.toThrow(/nowhere/);
  });
});
