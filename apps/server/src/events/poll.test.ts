import { describe, expect, test } from 'vitest';
import { sql } from '../store/index.js';
import { eventDatabases } from './testing/event-databases.js';
import { type EventServer, pollToken, startEventServer } from './testing/start-event-server.js';
import { verifySet } from './testing/verify-set.js';

const audience = 'https://siem.example.com';
const events = { siem: { delivery: 'poll', tokens: [{ env: 'POLL_TOKEN' }], audience } };

interface Polled {
  readonly sets: Readonly<Record<string, string>>;
  readonly moreAvailable: boolean;
}

const ask = (server: EventServer, body: unknown, token = pollToken, name = 'siem') =>
  fetch(`${server.url}/events/${name}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

async function poll(server: EventServer, body: object = {}): Promise<Polled> {
  const answer = await ask(server, { returnImmediately: true, ...body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Polled;
}

describe.each(eventDatabases)('events that are polled, on %s', (_, make) => {
  const start = () => startEventServer(make, events);

  /** Whom they tell of, each verified under the `jti` that it was handed out by. */
  async function subjects(server: EventServer, { sets }: Polled): Promise<string[]> {
    const read = Object.entries(sets).map(async ([jti, token]) => {
      const claims = await verifySet(server.url, token, audience);
      expect(claims.jti).toBe(jti);
      return claims.sub_id.uri;
    });
    return Promise.all(read);
  }

  async function addThree(server: EventServer): Promise<readonly string[]> {
    const uris: string[] = [];
    for (const name of ['one', 'two', 'three']) uris.push(`/Users/${await server.addUser(name)}`);
    return uris;
  }

  test('come in order, so many at a time, and again until they are acknowledged', async () => {
    const server = await start();
    const [one, two, three] = await addThree(server);
    const first = await poll(server, { maxEvents: 2 });
    expect(await subjects(server, first)).toEqual([one, two]);
    expect(first.moreAvailable).toBe(true);
    expect(Object.keys((await poll(server, { maxEvents: 2 })).sets)).toEqual(Object.keys(first.sets));

    const [ack = ''] = Object.keys(first.sets);
    const second = await poll(server, { maxEvents: 2, ack: [ack] });
    expect(await subjects(server, second)).toEqual([two, three]);
    expect(second.moreAvailable).toBe(false);
    const all = Object.keys(second.sets);
    expect(await poll(server, { maxEvents: 0, ack: all })).toEqual({ sets: {}, moreAvailable: false });
    expect(await poll(server, { ack: all })).toEqual({ sets: {}, moreAvailable: false });
    expect(await server.host.parts.eventParts.store.find('siem')).toMatchObject({ delivered: 3 });
  });

  test('that were not acknowledged come from the next server too', async () => {
    const server = await start();
    const uris = await addThree(server);
    const first = await poll(server, { maxEvents: 2 });
    const next = await server.restart();
    const again = await poll(next);
    expect(await subjects(next, again)).toEqual(uris);
    expect(Object.keys(again.sets)).toEqual(expect.arrayContaining(Object.keys(first.sets)));
  });

  test('that the receiver reports as errors are put aside, and handed out again when an operator says so', async () => {
    const server = await start();
    await server.addUser('one');
    const [jti = ''] = Object.keys((await poll(server)).sets);
    const setErrs = { [jti]: { err: 'invalid_audience', description: 'not ours' }, unknown: { err: 'whatever' } };
    expect(await poll(server, { setErrs })).toEqual({ sets: {}, moreAvailable: false });
    const { store } = server.host.parts.eventParts;
    expect(await store.listSets('siem', 'refused', 10)).toMatchObject([{ jti, error: 'invalid_audience: not ours' }]);
    expect(await store.resume('siem')).toBe(1);
    expect(Object.keys((await poll(server)).sets)).toEqual([jti]);
  });

  test('are waited for by a poll that does not ask to return at once', async () => {
    const server = await start();
    const waiting = ask(server, {});
    expect(await poll(server)).toEqual({ sets: {}, moreAvailable: false });
    const id = await server.addUser('late');
    const polled = (await (await waiting).json()) as Polled;
    expect(await subjects(server, polled)).toEqual([`/Users/${id}`]);
  });

  test('that were forgotten with the journal before they were fetched are said to be lost', async () => {
    const server = await start();
    await server.addUser('told');
    const told = await poll(server);
    await poll(server, { ack: Object.keys(told.sets) });
    await addThree(server);
    await server.host.database.write(async (session) => {
      await session.all(sql`delete from journal where seq < (select max(seq) from journal)`);
      // Old enough that nobody waits for what is missing before it.
      await session.all(sql`update journal set at = at - 60000`);
    });
    expect(Object.keys((await poll(server)).sets)).toHaveLength(1);
    const { store } = server.host.parts.eventParts;
    expect(await store.find('siem')).toMatchObject({ lost: 2, lostAt: expect.any(Number) });
    await server.host.database.write((session) => session.all(sql`delete from journal`));
    expect(await poll(server)).toEqual({ sets: {}, moreAvailable: false });
    expect(await store.find('siem')).toMatchObject({ lost: 3 });
  });
});

const [, make] = eventDatabases[0] ?? expect.fail('there is SQLite');

test('a poll without the right token learns nothing, not even which receivers there are', async () => {
  const server = await startEventServer(make, {
    ...events,
    pushed: { delivery: 'push', url: 'http://127.0.0.1:9/' },
  });
  const refused = [
    await ask(server, {}, 'wrong'),
    await ask(server, {}, pollToken, 'nobody'),
    await ask(server, {}, pollToken, 'pushed'),
    await fetch(`${server.url}/events/siem`, { method: 'POST' }),
  ];
  expect(refused.map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  const bodies = await Promise.all(refused.map((answer) => answer.text()));
  expect(new Set(bodies).size).toBe(1);
  expect(bodies[0]).not.toContain('wrong');
  expect((await fetch(`${server.url}/events/siem`)).status).toBe(405);
});

test.each<[what: string, body: unknown, status: number]>([
  ['no JSON', '{', 400],
  ['a list', [], 400],
  ['a maxEvents below zero', { maxEvents: -1 }, 400],
  ['acknowledgements that are no texts', { ack: [1] }, 400],
  ['more acknowledgements than are taken at once', { ack: Array(10_001).fill('a') }, 400],
  ['an error without a code', { setErrs: { a: {} } }, 400],
  ['more than a megabyte', { ack: ['a'.repeat(1_100_000)] }, 413],
])('a poll with %s is refused', async (_, body, status) => {
  const server = await startEventServer(make, events);
  const answer = await ask(server, body);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ err: 'invalid_request', description: expect.any(String) });
});

test('more polls than may wait are answered at once, and none holds up the end of the server', async () => {
  const server = await startEventServer(make, events);
  const polls = Array.from({ length: 5 }, () => ask(server, {}));
  await Promise.race(polls);
  await server.stop();
  const answers = await Promise.all(polls);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
});
