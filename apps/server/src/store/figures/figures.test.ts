import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSqlStore } from '../create-sql-store.js';
import type { Database } from '../database.js';
import { migrate } from '../migrate.js';
import { createSettings } from '../settings/create-settings.js';
import { openPglite } from '../testing/open-pglite.js';
import { openSqliteFile } from '../testing/open-sqlite-file.js';
import { countWaitingBack } from './count-waiting-back.js';
import { readFigures } from './read-figures.js';

const hold = { guard: 'delete', action: 'remove', reason: 'too many', since: 1, digest: 'd' };

const databases: readonly [string, () => Promise<{ database: Database; end: () => Promise<void> }>][] = [
  [
    'SQLite',
    async () => {
      const { database, remove } = await openSqliteFile();
      return { database, end: remove };
    },
  ],
  [
    'PostgreSQL',
    async () => {
      const database = await openPglite();
      await migrate(database);
      return { database, end: () => database.close() };
    },
  ],
];

describe.each(databases)('on %s', (_name, open) => {
  let database: Database;
  let end: () => Promise<void>;
  beforeAll(async () => {
    ({ database, end } = await open());
  }, 60_000);
  afterAll(() => end());

  it('figures tell how much there is of what', async () => {
    const { links, runs, journal, resources } = createSqlStore(database);
    const people = ['ada', 'ben', 'cem', 'dan'];
    const resource = (id: string) => ({ id, type: 'User', label: id, leaver: false });
    await links.touch({ application: 'blog', directory: 'main' }, people.map(resource), { dueAt: 5_000 });
    const record = async (id: string, facts: object, release: { dueAt?: number; attempts: number; stale?: true }) => {
      const lease = { token: id, milliseconds: 1_000 };
      const [link] = await links.claim('blog', { now: 1, limit: 1, lease, resourceIds: [id] });
      if (link) await links.record(link, lease, facts, { release });
    };
    await record('ada', { state: 'held', hold }, { attempts: 0 });
    await record('ben', { state: 'held', hold: { ...hold, rejected: true } }, { attempts: 0 });
    const conflict = { scim: 'title', reason: 'both', since: 1 };
    await record('dan', { back: { conflicts: { title: conflict } } }, { dueAt: 5_000, attempts: 0, stale: true });
    await record('ben', { back: { conflicts: {}, released: true } }, { attempts: 0 });
    const { applications, newcomers } = createSqlStore(database);
    const failure = { reason: 'down', at: 8_000, times: 3 };
    await applications.update('blog', { back: { User: { pulledAt: 9_000 }, Group: { failure } } });
    await newcomers.add('blog', 'User', [
      { accountId: '8', state: 'reported', since: 1, attempts: 0 },
      { accountId: '9', state: 'known', since: 1, attempts: 0 },
    ]);
    await record('cem', { state: 'linked', accountId: '3', leftAt: 700 }, { dueAt: 90_000, attempts: 1 });
    const run = { application: 'blog', kind: 'schedule', actor: 'schedule', options: {}, counts: {} } as const;
    for (const startedAt of [10, 6_000, 7_000])
      await runs.begin({ ...run, state: 'running', startedAt, seenAt: startedAt });
    const entry = { actor: 'linkspan', action: 'created', directory: 'main', resourceType: 'User', resourceId: 'ada' };
    await journal.append([entry, entry]);
    await resources.commit({
      scope: { directory: 'main', client: 'idp' },
      type: 'User',
      id: 'ada',
      expectVersion: 0,
      resource: { userName: 'ada' },
      marks: [{ type: 'User', id: 'ada', reach: 'self' }],
      journal: entry,
    });
    const { states, ...figures } = await readFigures(database, { now: 50_000, runsSince: 5_000 });
    expect(new Map(states.map(({ state, links: count }) => [state, count]))).toEqual(
      new Map([
        ['held', 2],
        ['linked', 1],
        ['new', 1],
      ]),
    );
    expect(figures).toEqual({
      due: [{ application: 'blog', links: 1, oldest: 5_000 }],
      stale: [{ application: 'blog', links: 1 }],
      holds: [{ application: 'blog', guard: 'delete', links: 1 }],
      leavers: [{ application: 'blog', links: 1, oldest: 700 }],
      conflicts: [{ application: 'blog', links: 1 }],
      newcomers: [{ application: 'blog', type: 'User', accounts: 1 }],
      twoWay: [
        { application: 'blog', type: 'User', pulledAt: 9_000, failures: 0 },
        { application: 'blog', type: 'Group', failures: 3 },
      ],
      runs: [{ application: 'blog', kind: 'schedule', state: 'running', runs: 2 }],
      marks: 1,
      journal: 3,
    });
  });

  it('what two-way sync leaves to a person is counted as the inbox names it', async () => {
    expect(await countWaitingBack(database)).toEqual([
      { application: 'blog', guard: 'conflict', links: 1 },
      { application: 'blog', guard: 'new-account', links: 1 },
    ]);
  });

  it('a setting is exchanged by one of two who saw the same', async () => {
    const settings = createSettings(database);
    expect(await settings.find('notify')).toBeUndefined();
    const first = await Promise.all([1, 2].map((by) => settings.exchange('notify', undefined, { by })));
    expect(first.filter(Boolean)).toHaveLength(1);
    const seen = await settings.find('notify');
    const second = await Promise.all([3, 4].map((by) => settings.exchange('notify', seen, { by })));
    expect(second.filter(Boolean)).toHaveLength(1);
    expect(await settings.exchange('notify', seen, { by: 5 })).toBe(false);
    await settings.set('notify', { by: 6 });
    expect(await settings.find('notify')).toEqual({ by: 6 });
  });
});
