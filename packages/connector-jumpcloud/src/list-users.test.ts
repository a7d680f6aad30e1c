import type { Account, Page } from '@linkspan/core';
import { signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { ids } from './testing/ids.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const site = await startTestJumpCloud();
const { fake } = site;
const { list } = usersOf(site.connect());

beforeEach(() => fake.reset());
afterEach(() => expect(site.takeViolations()).toEqual([]));
afterAll(() => fake.stop());

function idOf(n: number): string {
  return n.toString(16).padStart(24, '0');
}

function addUsers(count: number): void {
  for (let n = 1; n <= count; n += 1) {
    const _id = idOf(n);
    fake.users.set(_id, { _id, username: `p${n}`, email: `p${n}@corp.example`, state: 'ACTIVATED', suspended: false });
  }
}

async function walk(between: (page: Page<Account>, nth: number) => void = () => {}): Promise<readonly Page<Account>[]> {
  const pages: Page<Account>[] = [];
  let cursor: string | undefined;
  do {
    const page = await list(cursor, signal);
    pages.push(page);
    between(page, pages.length);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}

test.each([0, 1, 99, 100, 101, 199, 200, 350])('all of %i users are listed once', async (count) => {
  addUsers(count);
  const pages = await walk();
  expect(ids(pages)).toEqual(Array.from({ length: count }, (_, n) => idOf(n + 1)));
  expect(pages.every(({ complete }) => complete)).toBe(true);
});

test('nobody is missed when users are deleted behind the walk', async () => {
  addUsers(350);
  const pages = await walk(({ items }) => {
    for (const { id } of items.slice(0, 60)) fake.users.delete(id);
  });
  expect(ids(pages)).toEqual(Array.from({ length: 350 }, (_, n) => idOf(n + 1)));
  expect(pages.every(({ complete }) => complete)).toBe(true);
});

test('the walk finds its way back when everybody it has seen is gone', async () => {
  addUsers(250);
  const pages = await walk(({ items }) => {
    for (const { id } of items) fake.users.delete(id);
  });
  expect(ids(pages)).toEqual(Array.from({ length: 250 }, (_, n) => idOf(n + 1)));
});

const [low, high] = [idOf(1), idOf(2)];
const user = (_id: string) => ({ _id, username: `u${_id}`, email: `${_id}@corp.example`, state: 'ACTIVATED' });

test.each([
  ['ends before its total', { results: [user(low)], totalCount: 7 }, { results: [user(low)], totalCount: 7 }],
  ['is not in the order that was asked for', { results: [user(high), user(low)], totalCount: 2 }, undefined],
  ['is empty though it says that it is not', { results: [], totalCount: 3 }, undefined],
])('a listing that %s is not complete', async (_what, first, second) => {
  for (const body of [first, second]) {
    if (body === undefined) continue;
    fake.inject({ trouble: { kind: 'instead', status: 200, body: JSON.stringify(body) } });
  }
  const pages = await walk();
  expect(pages.at(-1)?.complete).toBe(false);
});
