import { afterEach, expect, test } from 'vitest';
import { type Harness, person, startHarness } from '../__fixtures__/harness.js';
import { createStubSite } from '../__fixtures__/stub-site.js';
import type { TwoWayPolicy } from '../application.js';

const running: Harness[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const twoWay: TwoWayPolicy = {
  source: ['feed', 'webhook'],
  poll: 3_600_000,
  operations: { create: true, update: true, deactivate: true, delete: true },
  attributes: ['title'],
  authority: {},
  conflict: 'hold',
  onNew: 'report',
  onDeleted: 'report',
};

async function start(policy: Partial<TwoWayPolicy> = {}) {
  const stub = createStubSite();
  stub.feed = { id: 'f1', events: [] };
  const h = await startHarness({ twoWay: { ...twoWay, ...policy } }, { stub });
  running.push(h);
  const anna = await h.addUser(person('anna', { title: 'Captain' }));
  await h.settled();
  await expect.poll(async () => (await h.orchestrator.twoWay())[0]?.state.pulledAt).toBeDefined();
  const send = (message: object, signature = 'good', to = 'blog') =>
    h.orchestrator.receiveWebhook(to, {
      headers: { signature },
      body: Buffer.from(JSON.stringify({ id: 'delivery-1', at: Date.now(), ...message })),
    });
  const title = async () => (await h.read(anna))?.attributes.title;
  return { ...h, anna, send, title };
}

test('what a webhook hints at is fetched at once, long before the next poll', async () => {
  const h = await start();
  h.stub.edit('anna', { fields: { title: 'Boss' } });
  expect(await h.send({})).toBe('stored');
  await expect.poll(h.title, { timeout: 5_000 }).toBe('Boss');
});

test('what it names is looked at, without a feed', async () => {
  const h = await start({ source: ['webhook'] });
  h.stub.edit('anna', { fields: { title: 'Boss' } });
  const id = h.stub.byLogin('anna')?.id ?? '';
  expect(await h.send({ users: [{ id, kind: 'changed' }] })).toBe('stored');
  await expect.poll(h.title, { timeout: 5_000 }).toBe('Boss');
});

test('it is durable before it is taken: the process may end at once', async () => {
  const h = await start();
  await h.orchestrator.stop();
  h.stub.edit('anna', { fields: { title: 'Boss' } });
  expect(await h.send({})).toBe('stored');
  expect((await h.store.applications.get('blog')).hintedAt).toBeDefined();
});

test('a store that fails takes none, and the same delivery is taken later', async () => {
  const h = await start();
  const { update } = h.store.applications;
  h.store.applications.update = async (name, patch) => {
    if (patch.hintedAt) throw new Error('the database is gone');
    return update(name, patch);
  };
  await expect(h.send({})).rejects.toThrow('gone');
  h.store.applications.update = update;
  expect(await h.send({})).toBe('stored');
  expect(await h.send({})).toBe('repeated');
  expect(await h.send({ id: 'delivery-2' })).toBe('stored');
});

test.each([
  ['a wrong signature', {}, 'bad', 'blog', 'refused'],
  ['one of long ago', { at: Date.now() - 6 * 60_000 }, 'good', 'blog', 'refused'],
  ['one of tomorrow', { at: Date.now() + 86_400_000 }, 'good', 'blog', 'refused'],
  ['an application that is not there', {}, 'good', 'shop', 'unknown'],
])('%s', async (_, message, signature, to, outcome) => {
  const h = await start();
  expect(await h.send(message, signature, to)).toBe(outcome);
  expect((await h.store.applications.get('blog')).hintedAt).toBeUndefined();
});

test('where webhooks are no source none is taken', async () => {
  const h = await start({ source: ['feed', 'poll'] });
  expect(await h.send({})).toBe('unsupported');
});
