import type { Changes } from '@linkspan/core';
import { groupsOf, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const start = Date.UTC(2026, 10, 25, 12);
let now = start;
const site = await startTestJumpCloud({ now: () => now });
const { fake, asOther } = site;
const connector = site.connect({ actor: fake.actor.id });
const [users, groups] = [usersOf(connector), groupsOf(connector)];

beforeEach(() => {
  fake.reset();
  now = start;
});
afterEach(() => expect(site.takeViolations()).toEqual([]));
afterAll(() => fake.stop());

const a = 'a'.repeat(24);
const b = 'b'.repeat(24);
const at = (time: number) => ({ timestamp: new Date(time).toISOString() });
const userEvent = (id: string, time: number, type = 'user_update') =>
  fake.addEvent(type, { resource: { type: 'user', id, username: 'x' }, ...at(time) });
const summary = ({ items }: Changes) => items.map(({ id, kind }) => `${kind} ${id}`);

async function checkpointNow(): Promise<string> {
  return (await users.changes(undefined, signal)).checkpoint;
}

/** The first call, when JumpCloud's clock shows `time`. */
async function fromServerTime(time: number): Promise<string> {
  const headers = { date: new Date(time).toUTCString(), 'x-limit': '1', 'x-result-count': '0' };
  fake.inject({ trouble: { kind: 'instead', status: 200, body: '[]', headers } });
  return checkpointNow();
}

describe('the first call', () => {
  test('tells nothing but where to go on', async () => {
    userEvent(a, now - minute);
    expect(await users.changes(undefined, signal)).toMatchObject({ items: [], more: false, complete: true });
  });
});

test('a clock of ours that is ahead leaves nothing out', async () => {
  const [server, ahead] = [start, start + 60 * minute];
  now = ahead;
  const since = await fromServerTime(server);
  now = server;
  userEvent(a, server + 1_000);
  now = server + 2_000;
  expect(summary(await users.changes(since, signal))).toEqual([`changed ${a}`]);
});

describe('events', () => {
  test('of each kind name the user, what to look for, who it was and when', async () => {
    const since = await checkpointNow();
    now += minute;
    const { _id } = (await asOther('POST', '/api/systemusers', {
      username: 'ada',
      email: 'ada@corp.example',
      state: 'ACTIVATED',
    })) as { readonly _id: string };
    await asOther('PUT', `/api/systemusers/${_id}`, { state: 'SUSPENDED', suspended: true });
    await asOther('DELETE', `/api/systemusers/${_id}`);
    const { items } = await users.changes(since, signal);
    expect(items.map(({ kind }) => kind)).toEqual(['changed', 'changed', 'changed', 'deleted']);
    const whole = { id: _id, at: now, by: 'boss@corp.example', origin: 'theirs' };
    for (const item of items) expect(item).toMatchObject(whole);
    expect(items.some((item) => 'fields' in item)).toBe(false);
  });

  test('of our own are marked, not left out', async () => {
    const since = await checkpointNow();
    now += minute;
    const { id } = await users.create({ username: 'ada', email: 'ada@corp.example' }, signal);
    expect((await users.changes(since, signal)).items).toMatchObject([{ id, origin: 'ours' }]);
  });

  test('of a service account are ours by its client id, and by nothing where nobody says who we are', async () => {
    const since = await checkpointNow();
    now += minute;
    const { id: clientId, secret: clientSecret } = fake.serviceAccount;
    const own = usersOf(site.connect({ apiKey: undefined, clientId, clientSecret }));
    await own.create({ username: 'ada', email: 'ada@corp.example' }, signal);
    expect((await own.changes(since, signal)).items).toMatchObject([{ origin: 'ours' }]);
    const [unnamed] = (await usersOf(site.connect()).changes(since, signal)).items;
    expect(unnamed).not.toHaveProperty('origin');
  });

  test('about something else, or about nobody, are passed over', async () => {
    const since = await checkpointNow();
    fake.addEvent('user_update', { resource: null });
    fake.addEvent('user_update', { resource: { type: 'user', id: 'none' } });
    fake.addEvent('user_login_attempt', { resource: { type: 'user', id: a } });
    expect(await users.changes(since, signal)).toMatchObject({ items: [], complete: true });
  });
});

describe('what comes late', () => {
  test('is found though newer events were seen, and nothing comes twice', async () => {
    const since = await checkpointNow();
    now += 20 * minute;
    userEvent(a, now - minute);
    const first = await users.changes(since, signal);
    expect(summary(first)).toEqual([`changed ${a}`]);
    userEvent(b, now - 9 * minute);
    const second = await users.changes(first.checkpoint, signal);
    expect(summary(second)).toEqual([`changed ${b}`]);
    const third = await users.changes(second.checkpoint, signal);
    expect(summary(third)).toEqual([]);
    userEvent(a, now);
    expect(summary(await users.changes(third.checkpoint, signal))).toEqual([`changed ${a}`]);
  });

  test('is found after a restart as well: the checkpoint carries what was seen', async () => {
    userEvent(a, now);
    const since = JSON.stringify({ time: now - minute, seen: [] });
    const { checkpoint } = await users.changes(since, signal);
    const again = usersOf(site.connect());
    expect(summary(await again.changes(JSON.parse(JSON.stringify(checkpoint)), signal))).toEqual([]);
  });

  test('a checkpoint forgets what cannot come again', async () => {
    userEvent(a, now - minute);
    const { checkpoint } = await users.changes(JSON.stringify({ time: now - minute, seen: [] }), signal);
    now += 30 * minute;
    userEvent(b, now);
    const { seen } = JSON.parse((await users.changes(checkpoint, signal)).checkpoint);
    expect(seen).toHaveLength(1);
  });
});

describe('many events', () => {
  test('come page by page, each once, also those of one moment', async () => {
    const since = await checkpointNow();
    now += minute;
    const expected = Array.from({ length: 2_500 }, (_, n) => n.toString(16).padStart(24, '0'));
    for (const id of expected) userEvent(id, now);
    const told: string[] = [];
    const mores: boolean[] = [];
    let checkpoint = since;
    do {
      const page = await users.changes(checkpoint, signal);
      told.push(...page.items.map(({ id }) => id));
      mores.push(page.more);
      ({ checkpoint } = page);
    } while (mores.at(-1));
    expect(mores).toEqual([true, true, false]);
    expect(told.toSorted()).toEqual(expected);
    expect(summary(await users.changes(checkpoint, signal))).toEqual([]);
  });

  test('go on from where the query began when JumpCloud has forgotten where the page did', async () => {
    const since = await checkpointNow();
    for (let n = 0; n < 1_001; n += 1) userEvent(n === 1_000 ? b : a, now);
    const { checkpoint } = await users.changes(since, signal);
    fake.inject({ trouble: { kind: 'instead', status: 400, body: '{"message":"search_after is invalid"}' } });
    const second = await users.changes(checkpoint, signal);
    expect(second.more).toBe(true);
    expect(summary(await users.changes(second.checkpoint, signal))).toEqual([`changed ${b}`]);
  });

  test('of exactly one page end with an empty one', async () => {
    const since = await checkpointNow();
    for (let n = 0; n < 1_000; n += 1) userEvent(a, now);
    const first = await users.changes(since, signal);
    expect([first.items.length, first.more]).toEqual([1_000, true]);
    expect(await users.changes(first.checkpoint, signal)).toMatchObject({ items: [], more: false, complete: true });
  });
});

describe('a checkpoint', () => {
  test.each([
    ['older than events are kept', () => JSON.stringify({ time: start - 91 * day, seen: [] })],
    ['of something else', () => 'feed-1:42'],
    ['of a later version', () => JSON.stringify({ since: 'yesterday' })],
  ])('%s says that not all can be told, and goes on from now', async (_what, make) => {
    const given = await users.changes(make(), signal);
    expect(given).toMatchObject({ items: [], more: false, complete: false });
    expect(await users.changes(given.checkpoint, signal)).toMatchObject({ complete: true });
  });

  test('at the end of what is kept is still good', async () => {
    userEvent(a, start - 89 * day);
    const given = await users.changes(JSON.stringify({ time: start - 89.9 * day, seen: [] }), signal);
    expect([summary(given), given.complete]).toEqual([[`changed ${a}`], true]);
  });

  test('stays good for years in which nothing happens', async () => {
    let checkpoint = await checkpointNow();
    for (let month = 0; month < 24; month += 1) {
      now += 30 * day;
      const given = await users.changes(checkpoint, signal);
      expect(given.complete).toBe(true);
      ({ checkpoint } = given);
    }
  });
});

describe('groups', () => {
  test('change with their name and with their members, and by nothing else', async () => {
    const since = await checkpointNow();
    now += minute;
    const { id } = (await asOther('POST', '/api/v2/usergroups', { name: 'Editors' })) as { readonly id: string };
    const ada = await users.create({ username: 'ada', email: 'ada@corp.example' }, signal);
    await asOther('POST', `/api/v2/usergroups/${id}/members`, { op: 'add', type: 'user', id: ada.id });
    const from = { type: 'USER_GROUP', object_id: b };
    fake.addEvent('association_change', {
      association: { connection: { from, to: { type: 'USER', object_id: a } } },
    });
    fake.addEvent('association_change', {
      association: { connection: { from, to: { type: 'APPLICATION', object_id: a } } },
    });
    fake.addEvent('group_update', { resource: { type: 'system_group', id: a } });
    await asOther('DELETE', `/api/v2/usergroups/${id}`);
    const given = await groups.changes(since, signal);
    expect(summary(given)).toEqual([`changed ${id}`, `changed ${id}`, `changed ${b}`, `deleted ${id}`]);
  });
});

describe('without Directory Insights', () => {
  test.each([401, 403, 404])('%i there is unsupported, where the credentials are good elsewhere', async (status) => {
    const when = ({ path }: { readonly path: string }) => path.startsWith('/insights/');
    fake.inject({ trouble: { kind: 'instead', status, body: '{"message":"no"}' }, when });
    const { kind, message } = await rejection(users.changes(undefined, signal));
    expect([kind, message]).toEqual(['unsupported', expect.stringContaining('listing everybody')]);
  });

  test('wrong credentials are wrong, and nothing else', async () => {
    const { changes } = usersOf(site.connect({ apiKey: 'jca_wrong' }));
    expect((await rejection(changes(undefined, signal))).kind).toBe('auth');
  });

  test('an address that is blocked is not taken for it', async () => {
    fake.inject({ trouble: { kind: 'instead', status: 403, body: '{"message":"IP blocked due to suspected abuse"}' } });
    expect((await rejection(users.changes(undefined, signal))).kind).toBe('rate-limited');
  });

  test('an answer that does not say how it goes on is none', async () => {
    const body = JSON.stringify([{ id: '1', timestamp: new Date(now).toISOString(), event_type: 'user_update' }]);
    const since = await checkpointNow();
    const headers = { 'x-limit': '1', 'x-result-count': '1' };
    fake.inject({ trouble: { kind: 'instead', status: 200, body, headers } });
    expect((await rejection(users.changes(since, signal))).kind).toBe('unavailable');
  });
});
