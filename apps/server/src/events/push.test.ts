import { describe, expect, test } from 'vitest';
import { eventDatabases } from './testing/event-databases.js';
import { type EventReceiverForTests, startEventReceiver } from './testing/start-event-receiver.js';
import { type EventServer, startEventServer } from './testing/start-event-server.js';
import { type SetClaims, verifySet } from './testing/verify-set.js';

const prov = 'urn:ietf:params:scim:event:prov';
const audience = 'https://hub.example.com/events/siem';
const patient = { timeout: 10_000 };

describe.each(eventDatabases)('events that are pushed, on %s', (_, make) => {
  const start = (receiver: EventReceiverForTests, more: object = {}) =>
    startEventServer(make, {
      siem: { delivery: 'push', url: receiver.url, token: { env: 'PUSH_TOKEN' }, ...more },
    });

  /** When so many have come, each as a receiver reads it. */
  async function read(server: EventServer, { posts }: EventReceiverForTests, count: number): Promise<SetClaims[]> {
    await expect.poll(() => posts.length, patient).toBeGreaterThanOrEqual(count);
    return Promise.all(posts.map(({ token }) => verifySet(server.url, token, audience)));
  }

  const urisOf = (claims: readonly SetClaims[]) => claims.map(({ events }) => Object.keys(events));

  test('tell of the whole life of a person, signed, in order, and without a value of theirs', async () => {
    const receiver = await startEventReceiver();
    const server = await start(receiver);
    const id = await server.addUser('ada@example.com', { name: { familyName: 'Lovelace' } });
    await server.patch(`/Users/${id}`, { op: 'replace', path: 'title', value: 'Countess' });
    await server.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
    const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com', active: true };
    await server.send('PUT', `/Users/${id}`, user);
    await server.send('DELETE', `/Users/${id}`);

    const claims = await read(server, receiver, 5);
    expect(urisOf(claims)).toEqual([
      [`${prov}:create:notice`],
      [`${prov}:patch:notice`],
      [`${prov}:patch:notice`, `${prov}:deactivate`],
      [`${prov}:put:notice`, `${prov}:activate`],
      [`${prov}:delete`],
    ]);
    expect(claims.map(({ sub_id }) => sub_id)).toEqual(claims.map(() => ({ format: 'scim', uri: `/Users/${id}` })));
    expect(claims[0]?.events[`${prov}:create:notice`]?.attributes).toEqual(['id', 'userName', 'name', 'active']);
    expect(claims[1]?.events[`${prov}:patch:notice`]?.attributes).toEqual(['title']);
    expect(claims[4]?.events[`${prov}:delete`]).toEqual({});
    expect(new Set(claims.map(({ jti }) => jti)).size).toBe(5);
    expect(claims.every(({ toe, iat, sub }) => toe === iat && sub === undefined)).toBe(true);
    const decoded = receiver.posts.map(({ token }) => Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(decoded.join()).not.toMatch(/ada@example|Lovelace|Countess/);
    expect(receiver.posts[0]?.headers).toMatchObject({
      'content-type': 'application/secevent+jwt',
      accept: 'application/json',
      authorization: 'Bearer push-token-of-the-tests',
    });
  });

  test('carry the values where the configuration says so, and the request that made the change', async () => {
    const receiver = await startEventReceiver();
    const server = await start(receiver, { include: 'full' });
    const id = await server.addUser('ada@example.com', { externalId: 'theirs-1' });
    await server.call(`/Users/${id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/scim+json', 'x-request-id': 'request-of-the-test' },
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', value: { title: 'Countess', externalId: 'theirs-2' } }],
      }),
    });
    const group = await server.send('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Staff',
    });
    await server.patch(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: id }] });
    await server.patch(`/Groups/${group.id}`, { op: 'remove', path: `members[value eq "${id}"]` });

    const [created, patched, , joined, left] = await read(server, receiver, 5);
    expect(created?.events[`${prov}:create:full`]?.data).toMatchObject({
      id,
      userName: 'ada@example.com',
      meta: { location: `/Users/${id}` },
    });
    expect(patched).toMatchObject({
      txn: 'request-of-the-test',
      events: {
        [`${prov}:patch:full`]: {
          data: {
            schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
            Operations: [{ op: 'replace', path: 'title', value: 'Countess' }],
          },
        },
      },
    });
    const operationsOf = (claims: SetClaims | undefined) => claims?.events[`${prov}:patch:full`]?.data;
    expect(operationsOf(joined)).toMatchObject({
      Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }],
    });
    expect(operationsOf(left)).toMatchObject({ Operations: [{ op: 'remove', path: `members[value eq "${id}"]` }] });
  });

  test('of which only some are wanted leave out the others', async () => {
    const receiver = await startEventReceiver();
    const server = await start(receiver, { types: ['deactivate', 'delete'] });
    const id = await server.addUser('ada@example.com');
    await server.patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
    await server.send('DELETE', `/Users/${id}`);
    expect(urisOf(await read(server, receiver, 2))).toEqual([[`${prov}:deactivate`], [`${prov}:delete`]]);
    const { securityEvents } = await server.send('GET', '/ServiceProviderConfig');
    expect(securityEvents).toEqual({ asyncRequest: 'none', eventUris: [`${prov}:deactivate`, `${prov}:delete`] });
  });

  test('come again after the receiver failed, the same under the same jti, and nothing overtakes them', async () => {
    const receiver = await startEventReceiver();
    receiver.answer((response, nth) => {
      if (nth === 1) response.socket?.destroy();
      else if (nth === 2) response.writeHead(503, { 'retry-after': '1' }).end();
      else response.writeHead(202).end();
    });
    const server = await start(receiver);
    const first = await server.addUser('first');
    const second = await server.addUser('second');
    const claims = await read(server, receiver, 4);
    expect(claims.map(({ sub_id }) => sub_id.uri)).toEqual([...Array(3).fill(`/Users/${first}`), `/Users/${second}`]);
    expect(claims[1]).toEqual(claims[0]);
    expect(claims[2]).toEqual(claims[0]);
    await expect
      .poll(() => server.host.parts.eventParts.store.find('siem'), patient)
      .toMatchObject({ delivered: 2, attempts: 0 });
  });

  test('survive the end of the server: what was not taken is taken by the next one', async () => {
    const receiver = await startEventReceiver();
    const server = await start(receiver);
    await server.addUser('before');
    await read(server, receiver, 1);
    receiver.answer((response) => void response.writeHead(500).end());
    const id = await server.addUser('while it is down');
    await read(server, receiver, 2);
    const next = await server.restart();
    receiver.answer((response) => void response.writeHead(202).end());
    const claims = await read(next, receiver, 3);
    expect(claims.slice(1).map(({ sub_id }) => sub_id.uri)).toEqual([`/Users/${id}`, `/Users/${id}`]);
    expect(claims[2]?.jti).toBe(claims[1]?.jti);
    await expect.poll(() => next.host.parts.eventParts.store.find('siem'), patient).toMatchObject({ delivered: 2 });
  });

  test('that are refused are put aside with the reason, and sent again when an operator says so', async () => {
    const receiver = await startEventReceiver();
    receiver.answer((response, nth) => {
      if (nth > 1) return void response.writeHead(202).end();
      const said = { err: 'invalid_request', description: 'no such feed for push-token-of-the-tests' };
      response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(said));
    });
    const server = await start(receiver);
    await server.addUser('refused');
    await server.addUser('taken');
    const [refused] = await read(server, receiver, 2);
    const { store } = server.host.parts.eventParts;
    await expect.poll(() => store.find('siem'), patient).toMatchObject({ delivered: 1 });
    expect(await store.listSets('siem', 'refused', 10)).toMatchObject([
      { jti: refused?.jti, error: 'it answered 400: invalid_request: no such feed for …' },
    ]);
    expect(await store.resume('siem')).toBe(1);
    const claims = await read(server, receiver, 3);
    expect(claims[2]).toEqual(refused);
    await expect.poll(() => store.countSets('siem', 'waiting'), patient).toBe(0);
  });

  const halting: [status: number, err: string | undefined][] = [
    [401, undefined],
    [403, undefined],
    [400, 'invalid_audience'],
    [400, 'access_denied'],
  ];
  test.each(halting)('end with %i %s until somebody corrects it, and none is lost', async (status, err) => {
    const receiver = await startEventReceiver();
    receiver.answer(
      (response) => void response.writeHead(status).end(JSON.stringify(err === undefined ? {} : { err })),
    );
    const server = await start(receiver);
    await server.addUser('one');
    await read(server, receiver, 1);
    const { store } = server.host.parts.eventParts;
    await expect.poll(() => store.find('siem'), patient).toMatchObject({ haltedAt: expect.any(Number), delivered: 0 });
    await server.addUser('two');
    receiver.answer((response) => void response.writeHead(202).end());
    expect(await store.resume('siem')).toBe(0);
    await read(server, receiver, 3);
    await expect.poll(() => store.find('siem'), patient).toMatchObject({ delivered: 2 });
  });
});

const shared = eventDatabases.filter(([name]) => name === 'PostgreSQL');
describe.runIf(shared.length > 0).each(shared)('two servers on one %s', (_, make) => {
  test('post each event once, in order', async () => {
    const receiver = await startEventReceiver();
    receiver.answer((response) => void setTimeout(() => response.writeHead(202).end(), 20));
    const server = await startEventServer(make, { siem: { delivery: 'push', url: receiver.url } });
    const other = await server.join();
    const uris: string[] = [];
    for (let nth = 0; nth < 20; nth += 1) {
      uris.push(`/Users/${await (nth % 2 === 0 ? server : other).addUser(`user-${nth}`)}`);
    }
    const { store } = server.host.parts.eventParts;
    await expect.poll(() => store.find('siem'), { timeout: 20_000 }).toMatchObject({ delivered: 20 });
    const claims = await Promise.all(receiver.posts.map(({ token }) => verifySet(other.url, token, audience)));
    expect(claims.map(({ sub_id }) => sub_id.uri)).toEqual(uris);
  });
});

test('events for one receiver that hangs delay neither another nor an answer', async () => {
  const [slow, quick] = [await startEventReceiver(), await startEventReceiver()];
  slow.answer(() => undefined);
  const [, make] = eventDatabases[0] ?? expect.fail('there is SQLite');
  const server = await startEventServer(make, {
    slow: { delivery: 'push', url: slow.url },
    quick: { delivery: 'push', url: quick.url },
  });
  for (const name of ['one', 'two', 'three']) await server.addUser(name);
  await expect.poll(() => quick.posts.length, patient).toBe(3);
  expect(slow.posts).toHaveLength(1);
});
