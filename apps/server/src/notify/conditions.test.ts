import type { ApplicationRecord, Link, Run, TwoWayPolicy } from '@linkspan/core';
import { createMemoryStore, defaultPolicy } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import type { TokenRecord } from '../tokens/token-record.js';
import { findApplicationConditions } from './find-application-conditions.js';
import { findConditions } from './find-conditions.js';
import { findHoldConditions } from './find-hold-conditions.js';
import { findLeaverConditions } from './find-leaver-conditions.js';
import { findRunConditions } from './find-run-conditions.js';
import { findTokenConditions } from './find-token-conditions.js';

const day = 24 * 3_600_000;
const minute = 60_000;
const now = 100 * day;
const well: ApplicationRecord = { name: 'blog', failures: 0, groupBindings: {} };

describe('an application', () => {
  const at = now - 1;
  it.each<[string, Partial<ApplicationRecord>, readonly string[]]>([
    ['that is well', {}, []],
    ['halted', { halted: { kind: 'auth', reason: '401', at } }, ['halted blog']],
    ['of another site', { halted: { kind: 'identity', reason: 'moved', at } }, ['halted blog']],
    ['in quarantine', { quarantine: { reason: '21 of 40', at } }, ['quarantine blog']],
    ['that does not answer', { pausedUntil: now + 1, failures: 3 }, ['paused blog']],
    ['between two probes', { pausedUntil: now - 1, failures: 3 }, ['paused blog']],
    [
      'halted while it did not answer',
      { pausedUntil: 1, halted: { kind: 'auth', reason: '401', at } },
      ['halted blog'],
    ],
    ['whose scope is frozen', { scopeFrozen: { reason: 'no group', at } }, ['scope-frozen blog']],
  ])('%s', (_name, record, keys) => {
    const found = findApplicationConditions({ ...well, ...record });
    expect(found.map(({ key }) => key)).toEqual(keys);
    expect(found.every(({ remedy }) => remedy.includes('linkspan '))).toBe(true);
  });

  it.each([
    ['operator', day],
    ['auth', undefined],
  ] as const)('halted by %s is told after %s', (kind, patience) => {
    const [found] = findApplicationConditions({ ...well, halted: { kind, reason: 'why', at } });
    expect(found?.patience).toBe(patience);
  });

  it('that does not answer is told after a quarter of an hour', () => {
    expect(findApplicationConditions({ ...well, pausedUntil: now })[0]?.patience).toBe(15 * minute);
  });
});

it('holds are counted by guard, of applications that are there', () => {
  const holds = [
    { application: 'blog', guard: 'delete', links: 2 },
    { application: 'blog', guard: 'wipe', links: 1 },
    { application: 'gone', guard: 'delete', links: 9 },
  ];
  const found = findHoldConditions(holds, (application) => application === 'blog');
  expect(found.map(({ key, weight }) => [key, weight])).toEqual([
    ['held blog delete', 2],
    ['held blog wipe', 1],
  ]);
  expect(found[0]?.remedy).toContain('linkspan inbox blog');
});

it('what two-way sync leaves to a person is told with the command that decides it, while something comes back', async () => {
  const twoWay: TwoWayPolicy = {
    source: ['poll'],
    poll: minute,
    operations: { create: true, update: true, deactivate: true, delete: false },
    attributes: ['title'],
    authority: {},
    conflict: 'hold',
    onNew: 'report',
    onDeleted: 'report',
  };
  const waiting = [
    { application: 'blog', guard: 'conflict', links: 2 },
    { application: 'blog', guard: 'new-account', links: 1 },
    { application: 'wiki', guard: 'conflict', links: 9 },
  ];
  const found = await findConditions(
    {
      store: createMemoryStore(),
      tokens: { list: async () => [] },
      applications: () => [
        { name: 'blog', policy: { ...defaultPolicy, twoWay } },
        { name: 'wiki', policy: defaultPolicy },
      ],
      clients: () => [],
      countHolds: async () => [],
      countWaitingBack: async () => waiting,
      findConfigurationNote: async () => undefined,
      readReceivers: async () => [],
    },
    now,
  );
  expect(found.map(({ key, title, remedy }) => [key, title, remedy])).toEqual([
    [
      'held blog conflict',
      '2 people wait for your decision in blog: conflict',
      'linkspan inbox blog, then linkspan resolve blog',
    ],
    [
      'held blog new-account',
      '1 account waits for your decision in blog: new-account',
      'linkspan inbox blog, then linkspan approve blog or linkspan reject blog',
    ],
  ]);
});

describe('leavers', () => {
  const leaving = { ...defaultPolicy.leaving, alertAfter: 30 * minute };
  const link = (more: Partial<Link>): Link => ({
    id: '1',
    application: 'blog',
    directory: 'main',
    type: 'User',
    resourceId: 'u',
    state: 'linked',
    label: 'ada',
    revision: 1,
    stale: false,
    leaver: true,
    attempts: 0,
    accountId: '7',
    ...more,
  });
  const find = (
    links: readonly Link[],
    policy: object = {},
    record: Partial<ApplicationRecord> = {},
    active: boolean | 'deleted' = false,
  ) => {
    const { resources, links: store } = createMemoryStore();
    const person = { type: 'User', id: 'u', owner: 'idp', version: 1, created: '', lastModified: '' };
    return findLeaverConditions(
      {
        links: { ...store, list: async ({ after = '' }) => links.filter(({ id }) => id > after) },
        resources: {
          ...resources,
          find: async ({ directory }) =>
            active === 'deleted' ? undefined : { ...person, directory, attributes: { active } },
        },
      },
      { name: 'blog', policy: { ...defaultPolicy, leaving: { ...leaving, ...policy } } },
      { ...well, ...record },
      now,
    );
  };

  it.each<[string, Partial<Link>, object, number, (boolean | 'deleted')?]>([
    ['within the limit', { leftAt: now - 29 * minute }, {}, 0],
    ['beyond it', { leftAt: now - 31 * minute }, {}, 1],
    ['beyond it, but within grace', { leftAt: now - 31 * minute }, { grace: 5 * minute }, 0],
    ['beyond it, deleted: grace is not for them', { leftAt: now - 31 * minute, state: 'tombstone' }, { grace: day }, 1],
    ['whose account is kept', { leftAt: now - day }, { onInactive: 'keep' }, 0],
    ['deleted, and kept', { leftAt: now - day, state: 'tombstone' }, { onDelete: 'keep' }, 0],
    ['inactive, where out of scope is kept', { leftAt: now - day }, { onScopeExit: 'keep' }, 1],
    ['out of scope, and kept', { leftAt: now - day }, { onScopeExit: 'keep' }, 0, true],
    ['out of scope', { leftAt: now - day }, {}, 1, true],
    ['out of scope: grace is not for them', { leftAt: now - 31 * minute }, { grace: day }, 1, true],
    ['deleted just now', { leftAt: now - day }, { onInactive: 'keep' }, 1, 'deleted'],
  ])('%s', async (_name, facts, policy, breached, active) => {
    const found = await find([link(facts)], policy, {}, active);
    expect(found.map(({ weight }) => weight)).toEqual(breached === 0 ? [] : [breached]);
  });

  it('are named with how long and why, ten at most', async () => {
    const many = Array.from({ length: 12 }, (_, index) =>
      link({ id: String(index + 10), label: `user-${index}`, leftAt: now - 3 * 3_600_000 }),
    );
    const [first, ...others] = many;
    const [found] = await find(
      [{ ...(first ?? link({})), lastError: 'no rights' }, ...others],
      {},
      {
        halted: { kind: 'auth', reason: 'the password was refused', at: 1 },
      },
    );
    expect(found?.title).toBe('12 people have left and still have an open account in blog');
    expect(found?.details).toHaveLength(11);
    expect(found?.details?.slice(0, 2)).toEqual([
      'user-0, for 3 h: no rights',
      'user-1, for 3 h: the password was refused',
    ]);
    expect(found?.details?.at(-1)).toBe('and 2 more');
  });
});

describe('a token', () => {
  const token = (more: Partial<TokenRecord>): TokenRecord => ({
    id: 'a',
    client: 'idp',
    name: 'main',
    hash: '',
    scopes: [],
    createdAt: 1,
    ...more,
  });
  it.each<[string, readonly TokenRecord[], readonly number[]]>([
    ['without an end', [token({})], []],
    ['that ends in 15 days', [token({ expiresAt: now + 15 * day })], []],
    ['that ends in 14 days', [token({ expiresAt: now + 14 * day })], [1]],
    ['that ends in 3 days', [token({ expiresAt: now + 3 * day })], [2]],
    ['that ended today', [token({ expiresAt: now - 1 })], [4]],
    ['that ended long ago', [token({ expiresAt: now - 8 * day })], []],
    ['that was revoked', [token({ expiresAt: now + day, revokedAt: 5 })], []],
    ['that was rotated', [token({ expiresAt: now + day }), token({ id: 'b', createdAt: 2 })], []],
    [
      'beside one of another name',
      [token({ expiresAt: now + day }), token({ id: 'b', name: 'other', createdAt: 2 })],
      [2],
    ],
    [
      'that was rotated to one that ends soon, too',
      [token({ expiresAt: now + day }), token({ id: 'b', createdAt: 2, expiresAt: now + 2 * day })],
      [2],
    ],
  ])('%s', (_name, tokens, weights) => {
    expect(findTokenConditions('idp', tokens, now).map(({ weight }) => weight)).toEqual(weights);
  });
});

describe('a run', () => {
  const run = (more: Partial<Run>): Run => ({
    id: '000000000007',
    application: 'blog',
    kind: 'schedule',
    actor: 'schedule',
    options: {},
    state: 'stopped',
    counts: { seen: 5 },
    total: 9,
    startedAt: 1,
    seenAt: 1,
    ...more,
  });
  it.each<[string, Partial<Run>, readonly string[]]>([
    [
      'that stopped',
      { endedAt: now - 1, reason: 'no answer' },
      ['Run 7 (schedule) of blog stopped after 5 of 9 people'],
    ],
    ['that stopped the day before', { endedAt: now - 25 * 3_600_000, reason: 'no answer' }, []],
    ['that an operator broke off', { endedAt: now - 1, reason: 'it was broken off' }, []],
  ])('%s', (_name, facts, titles) => {
    expect(findRunConditions([run(facts)], now).map(({ title }) => title)).toEqual(titles);
  });
});

it('everything is found together, and nothing of what is not configured', async () => {
  const store = createMemoryStore();
  for (const name of ['blog', 'gone']) {
    await store.applications.update(name, { halted: { kind: 'auth', reason: '401', at: 1 } });
    const base = { application: name, kind: 'schedule', actor: 'schedule', options: {}, counts: {} } as const;
    const { id } = await store.runs.begin({ ...base, state: 'running', startedAt: 1, seenAt: 1 });
    await store.runs.update(id, { state: 'stopped', reason: 'no answer', endedAt: now - 1 });
  }
  const problems = [{ path: 'applications.blog', message: 'is wrong', remedy: 'Correct it.' }];
  const found = await findConditions(
    {
      store,
      tokens: { list: async () => [] },
      applications: () => [{ name: 'blog', policy: defaultPolicy }],
      clients: () => ['idp'],
      countHolds: async () => [{ application: 'blog', guard: 'delete', links: 3 }],
      countWaitingBack: async () => [{ application: 'blog', guard: 'conflict', links: 3 }],
      readReceivers: async () => [],
      findConfigurationNote: async () => ({ state: 'rejected', at: 1, file: '/l.yaml', problems, restart: [] }),
    },
    now,
  );
  expect(found.map(({ kind, application }) => [kind, application])).toEqual([
    ['halted', 'blog'],
    ['held', 'blog'],
    ['run', 'blog'],
    ['configuration', undefined],
  ]);
  expect(found.at(-1)?.details).toEqual(['applications.blog is wrong. Correct it.']);
});
