import { afterEach, expect, test } from 'vitest';
import { ConnectorError } from '../../connector/connector-error.js';
import { type Harness, person, startHarness } from '../__fixtures__/harness.js';
import { createStubSite } from '../__fixtures__/stub-site.js';
import type { TwoWayPolicy } from '../application.js';

const running: Harness[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

/** A feed says a thing once: what is forgotten is not told again, and no listing finds it. */
const twoWay: TwoWayPolicy = {
  source: ['feed', 'poll'],
  poll: 40,
  operations: { create: true, update: true, deactivate: true, delete: true },
  attributes: ['title', 'displayName'],
  authority: {},
  conflict: 'hold',
  onNew: 'report',
  onDeleted: 'report',
};

async function withAnna(policy: Partial<TwoWayPolicy> = {}) {
  const stub = createStubSite();
  stub.feed = { id: 'f1', events: [] };
  const h = await startHarness({ twoWay: { ...twoWay, ...policy } }, { stub });
  running.push(h);
  const anna = await h.addUser(person('anna', { title: 'Captain' }));
  await h.settled();
  await expect.poll(async () => (await h.orchestrator.twoWay())[0]?.state.pulledAt).toBeDefined();
  const title = async () => (await h.read(anna))?.attributes.title;
  const conflicts = async () => (await h.link(anna)).back?.conflicts ?? {};
  return { ...h, anna, title, conflicts };
}

test.each([
  ['the same attribute is written over by neither side', 'Major', { title: 'Major' }],
  ['another attribute keeps what they said', 'Boss', { displayName: 'Anna M.' }],
] as const)('a client that speaks while we read the account: %s', async (_, title, word) => {
  const h = await withAnna();
  h.stub.after = async (call) => {
    if (call !== 'get') return;
    h.stub.after = () => undefined;
    expect(await h.put(h.anna, person('anna', { title: 'Captain', ...word }))).toBe(200);
  };
  h.stub.edit('anna', { fields: { title: 'Boss' } });
  await expect.poll(async () => (await h.link(h.anna)).readBack?.title).toBe('Boss');
  await h.settled();
  expect((await h.read(h.anna))?.attributes).toMatchObject({ ...word, title });
  expect(h.stub.byLogin('anna')?.fields.title).toBe('Boss');
  const held = title === 'Major' ? { title: { directory: 'Major', account: 'Boss' } } : {};
  expect(await h.conflicts()).toMatchObject(held);
  expect(Object.keys(await h.conflicts())).toEqual(Object.keys(held));
});

test('a change whose account cannot be read comes back once the application answers again', async () => {
  const h = await withAnna();
  let refused = 0;
  h.stub.before = (call) => {
    if (call !== 'get' || refused === 2) return;
    refused += 1;
    throw new ConnectorError('unavailable', 'stub: the network is away');
  };
  h.stub.edit('anna', { fields: { title: 'Boss' } });
  await expect.poll(() => refused, { timeout: 5_000 }).toBe(2);
  expect(await h.title()).toBe('Captain');
  await expect.poll(h.title, { timeout: 10_000 }).toBe('Boss');
  await h.settled();
  expect(await h.link(h.anna)).not.toHaveProperty('look');
}, 20_000);

test.each([
  ['was refused', 'before', new ConnectorError('rate-limited', 'stub: not now', { retryAfter: 10 })],
  ['was lost', 'after', new ConnectorError('unavailable', 'stub: the answer is lost', { outcomeUnknown: true })],
] as const)('who was closed out there stays out although a write of ours %s', async (_, when, error) => {
  const h = await withAnna();
  h.stub[when] = (call) => {
    if (call !== 'update') return;
    h.stub[when] = () => undefined;
    h.stub.edit('anna', { active: false });
    throw error;
  };
  await h.setUser(h.anna, person('anna', { title: 'Major' }));
  await expect.poll(() => h.stub.byLogin('anna')?.fields.title, { timeout: 5_000 }).toBe('Major');
  await h.settled();
  await expect.poll(async () => (await h.link(h.anna)).doubtful, { timeout: 5_000 }).toBeUndefined();
  await h.settled();
  expect(h.stub.byLogin('anna')?.active).toBe(false);
  expect(h.stub.calls.filter((call) => call.startsWith('reactivate'))).toEqual([]);
});

test.each([
  ['with the role', ['subscriber', 'editor'], ['roles']],
  ['without it', ['subscriber'], []],
] as const)(
  'who was closed out there while a role waited for a person, and is let in again %s',
  async (_, roles, held) => {
    const h = await withAnna({ attributes: ['roles'] });
    await h.addGroup('Editors');
    await h.settled();
    h.stub.edit('anna', { roles: ['subscriber', 'editor'] });
    await expect.poll(async () => Object.keys(await h.conflicts())).toEqual(['roles']);
    h.stub.edit('anna', { active: false, roles: [] });
    await expect.poll(async () => Object.keys(await h.conflicts())).toEqual([]);
    h.stub.edit('anna', { active: true, roles: [...roles] });
    const reads = () => h.stub.calls.filter((call) => call.startsWith('get ')).length;
    const before = reads();
    await expect.poll(reads).toBeGreaterThan(before);
    await h.settled();
    expect(Object.keys(await h.conflicts())).toEqual(held);
  },
);
