import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { companionQuery, companionSchema, readCompanionChanges } from '@linkspan/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, startCompanionSite } from '../testing/companion/companion-site.js';
import { feedSchema } from '../testing/companion/shapes.js';

const site = await startCompanionSite();
const people: Person[] = [];

beforeAll(async () => {
  while (people.length < 8) people.push(await site.createPerson());
});

afterAll(() => site.stop());

/** As the connector reads it. */
async function follow(since: string | undefined, limit = 500) {
  const query = new URLSearchParams({ ...companionQuery(since), limit: String(limit) });
  return readCompanionChanges((await site.companion(`/changes?${query}`)).json, since, 'drupal');
}

const root = () => site.ask(companionSchema, '/');

test('eight that write at once lose nothing, and whoever reads meanwhile sees each row once', async () => {
  let { checkpoint } = await follow(undefined);
  const seen: string[] = [];
  const read = async () => {
    const page = await follow(checkpoint, 3);
    expect(page.complete).toBe(true);
    seen.push(...page.items.map(({ id, fields }) => `${id} ${fields}`));
    checkpoint = page.checkpoint;
    return page.more;
  };
  let writing = true;
  const reader = (async () => {
    while (writing) await read();
  })();
  const written: string[] = [];
  for (const round of [1, 2, 3, 4]) {
    await Promise.all(
      people.map(async ({ id, name }) => {
        const { status } = await site.patch(id, { mail: `${name}@round${round}.example` });
        // SQLite may refuse one of two at once; what was refused must not be told.
        if (status === 200) written.push(`${id} mail`);
        else expect(status).toBe(500);
      }),
    );
  }
  writing = false;
  await reader;
  while (await read());
  expect(written.length).toBeGreaterThan(8);
  expect(seen.toSorted()).toEqual(written.toSorted());
});

test('numbers are given without a gap, one after the other', async () => {
  const { next, feed } = await site.ask(feedSchema, '/changes');
  await Promise.all(people.map(({ id }, index) => site.patch(id, { linkspan_external_id: `n-${index}` })));
  const { items } = await site.ask(feedSchema, `/changes?feed=${feed}&since=${next}`);
  expect(items.map(({ seq }) => seq)).toEqual(items.map((_, index) => next + 1 + index));
});

test('a row is not shown before its transaction has ended', async () => {
  const [person] = people;
  const { feed, next } = await site.ask(feedSchema, '/changes');
  // Not over HTTP: signing in is a write, and SQLite lets one write at a time.
  const later = async () =>
    feedSchema.parse(await site.php(`return \\Drupal::service('linkspan.feed')->page('${feed}', ${next}, 10);`));
  const marker = join(site.folder, 'open');
  const writing = site.php(`
    $transaction = \\Drupal::database()->startTransaction();
    \\Drupal\\user\\Entity\\User::load(${person?.uid})->set('timezone', 'Asia/Seoul')->save();
    // Its own rows could still vanish.
    \\Drupal::service('linkspan.feed')->number();
    touch('open');
    for ($waited = 0; file_exists('open') && $waited < 500; $waited++) {
      usleep(20000);
      clearstatcache();
    }
    return $waited < 500;`);
  try {
    await expect.poll(() => existsSync(marker), { timeout: 20_000 }).toBe(true);
    expect(await later()).toMatchObject({ items: [], next, reset: false });
  } finally {
    await rm(marker, { force: true });
  }
  // It was open all the while.
  expect(await writing).toBe(true);
  expect((await later()).items.map(({ seq, account }) => [seq, account])).toEqual([[next + 1, person?.id]]);
});

test('pages follow each other by checkpoint', async () => {
  const start = await follow(undefined);
  for (const { id } of people.slice(0, 3)) await site.patch(id, { timezone: 'Europe/Rome' });
  const first = await follow(start.checkpoint, 2);
  expect([first.items.length, first.more]).toEqual([2, true]);
  const second = await follow(first.checkpoint, 2);
  expect([second.items.length, second.more]).toEqual([1, false]);
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(people.slice(0, 3).map(({ id }) => id));
  expect(await follow(second.checkpoint)).toMatchObject({ items: [], checkpoint: second.checkpoint, complete: true });
});

test('the first reading has no items and begins with the last number', async () => {
  const { feed } = await root();
  expect(await site.ask(feedSchema, '/changes')).toEqual({
    feed: feed.id,
    items: [],
    next: feed.last,
    more: false,
    reset: false,
  });
});

test.each([
  ['the feed is another one', () => '7d4cbbd1-2b0f-4e86-8f0e-000000000000', (last: number) => last],
  ['the number lies beyond the last', (id: string) => id, (last: number) => last + 1],
])('a reset is said, with the number to go on from: %s', async (_, feedOf, sinceOf) => {
  const { id, last } = (await root()).feed;
  const answer = await site.ask(feedSchema, `/changes?feed=${feedOf(id)}&since=${sinceOf(last)}`);
  expect(answer).toEqual({ feed: id, items: [], next: last, more: false, reset: true });
});

test('rows are kept for 30 days, and whoever is behind them is told so', async () => {
  const before = (await root()).feed;
  await site.php(`
    $days = fn (int $days): int => (time() - $days * 86400) * 1000;
    \\Drupal::database()->update('linkspan_change')->fields(['at' => $days(29)])->execute();
    \\Drupal::database()->update('linkspan_change')->fields(['at' => $days(31)])
      ->condition('seq', ${before.first + 3}, '<=')->execute();
    \\Drupal::service('cron')->run();`);
  const after = (await root()).feed;
  expect(after).toEqual({ ...before, first: before.first + 4 });
  const changes = (since: number) => site.ask(feedSchema, `/changes?feed=${after.id}&since=${since}`);
  expect((await changes(after.first - 2)).reset).toBe(true);
  expect(await changes(after.first - 1)).toMatchObject({ reset: false });
});

test('a feed of which nothing is left goes on by its numbers', async () => {
  const before = (await root()).feed;
  await site.php(`
    \\Drupal::database()->update('linkspan_change')->fields(['at' => 0])->execute();
    \\Drupal::service('cron')->run();`);
  expect((await root()).feed).toEqual({ ...before, first: before.last + 1 });
  await site.patch(people[0]?.id ?? '', { timezone: 'Asia/Tokyo' });
  const { items } = await site.ask(feedSchema, `/changes?feed=${before.id}&since=${before.last}`);
  expect(items.map(({ seq }) => seq)).toEqual([before.last + 1]);
});

test('a site on which the companion is installed anew has another feed, and keeps nothing of the old one', async () => {
  const before = (await root()).feed;
  await site.php(`
    \\Drupal::service('module_installer')->uninstall(['linkspan']);
    \\Drupal::service('module_installer')->install(['linkspan']);
    \\Drupal\\user\\Entity\\Role::load('linkspan')->grantPermission('use linkspan companion')->save();`);
  const after = (await root()).feed;
  expect(after).toMatchObject({ first: 1, last: 0 });
  expect(after.id).not.toBe(before.id);
});

test.each(['since=-1', 'since=x', 'limit=0', 'limit=501', 'since=1.5'])(
  'a number that cannot be used is refused: %s',
  async (query) => {
    expect(await site.companion(`/changes?${query}`)).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('Give a whole one') },
    });
  },
);
