import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEventStore, createSqlStore, type EventStore } from '../store/index.js';
import { openSqliteFile, type SqliteFile } from '../store/testing/open-sqlite-file.js';
import { createJti } from './create-jti.js';
import type { PushReceiver } from './event-receiver.js';
import { eventTypes } from './event-type.js';
import { findEventTypes } from './find-event-types.js';
import { planWait } from './plan-wait.js';
import { type PushOptions, pushEvents } from './push-events.js';
import { startEventReceiver } from './testing/start-event-receiver.js';

const never = new AbortController().signal;
let file: SqliteFile;
let store: EventStore;

beforeEach(async () => {
  file = await openSqliteFile();
  store = createEventStore(file.database);
});
afterEach(() => file.remove());

async function prepare(actions: readonly string[], more: Partial<PushOptions> = {}) {
  const { journal } = createSqlStore(file.database);
  const other = await startEventReceiver();
  const receiver: PushReceiver = {
    name: 'siem',
    directory: 'main',
    delivery: 'push',
    url: other.url,
    types: eventTypes,
    include: 'notice',
  };
  await store.register('siem', 'a');
  const [directory, resourceType] = ['main', 'User'];
  await journal.append(
    actions.map((action, nth) => ({ actor: 'operator', action, directory, resourceType, resourceId: `r-${nth}` })),
  );
  const options: PushOptions = {
    store,
    makeSet: async (line) => (findEventTypes(line, receiver).length > 0 ? createJti('siem', line) : undefined),
    follow: journal.follow,
    owner: 'one',
    now: Date.now,
    ...more,
  };
  const pass = async (changes: Partial<PushOptions> = {}) => {
    const state = (await store.find('siem')) ?? expect.fail('it is registered');
    return pushEvents({ ...options, ...changes }, receiver, state, never);
  };
  return { other, pass };
}

test('a server that dies between the answer and its note of it leaves the event to the next, under the same jti', async () => {
  const { other, pass } = await prepare(['create', 'patch']);
  const dying: EventStore = { ...store, save: () => Promise.reject(new Error('gone')), release: async () => undefined };
  await expect(pass({ store: dying })).rejects.toThrow('gone');
  expect(other.posts).toHaveLength(1);
  expect(await pass({ owner: 'two' })).toBe(false);
  // The lease of the dead one holds for a while.
  expect(other.posts).toHaveLength(1);
  await pass({ owner: 'two', now: () => Date.now() + 21_000 });
  const tokens = other.posts.map(({ token }) => token);
  expect(tokens[1]).toBe(tokens[0]);
  expect(new Set(tokens).size).toBe(2);
  expect(await store.find('siem')).toMatchObject({ delivered: 2, position: 2 });
});

test('a server whose lease was taken over notes nothing more', async () => {
  const { other, pass } = await prepare(['create', 'patch']);
  other.answer(async (response) => {
    await store.claim('siem', { owner: 'two', now: Date.now() + 120_000, milliseconds: 60_000 });
    response.writeHead(202).end();
  });
  expect(await pass()).toBe(false);
  expect(other.posts).toHaveLength(1);
  expect(await store.find('siem')).toMatchObject({ delivered: 0, position: 0 });
});

test('lines that are no events are passed over with one write', async () => {
  let writes = 0;
  const { other, pass } = await prepare(Array(50).fill('created'));
  const counting: EventStore = {
    ...store,
    save: (...given) => {
      writes += 1;
      return store.save(...given);
    },
  };
  await pass({ store: counting });
  expect([other.posts.length, writes]).toEqual([0, 1]);
  expect(await store.find('siem')).toMatchObject({ position: 50 });
});

test('an event that cannot be made waits, with the reason, and is not passed over', async () => {
  const { other, pass } = await prepare(['create']);
  await pass({ makeSet: () => Promise.reject(new Error('no key')) });
  expect(await store.find('siem')).toMatchObject({ position: 0, attempts: 1, error: 'it could not be made: no key' });
  await pass();
  expect(other.posts).toHaveLength(0);
  await store.resume('siem');
  await pass();
  expect(other.posts).toHaveLength(1);
});

test.each([
  [1, undefined, 1_000],
  [3, undefined, 4_000],
  [60, undefined, 300_000],
  [1, 30_000, 30_000],
  [1, 90_000_000, 3_600_000],
])('after %i attempts, asked for %s, %i ms are waited', (attempts, asked, milliseconds) => {
  expect(planWait(attempts, asked, () => 0)).toBe(milliseconds);
  expect(planWait(attempts, asked, () => 1)).toBe(asked === undefined ? milliseconds * 0.75 : milliseconds);
});
