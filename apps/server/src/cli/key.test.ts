import { expect, test } from 'vitest';
import { eventDatabases } from '../events/testing/event-databases.js';
import { startEventReceiver } from '../events/testing/start-event-receiver.js';
import { startEventServer } from '../events/testing/start-event-server.js';
import { verifySet } from '../events/testing/verify-set.js';
import { sql } from '../store/index.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { createProgram } from './create-program.js';

const audience = 'https://hub.example.com/events/siem';
const patient = { timeout: 10_000 };
const [, make] = eventDatabases[0] ?? expect.fail('there is SQLite');

async function start() {
  const receiver = await startEventReceiver();
  const server = await startEventServer(make, { siem: { delivery: 'push', url: receiver.url } });
  const run = async (...words: readonly string[]) => {
    const terminal = { ...createTestTerminal(), folder: server.folder, environment: { IDP_TOKEN: 'x', PORT: '0' } };
    await createProgram(terminal, () => undefined).parseAsync(['node', 'linkspan', 'key', ...words]);
    return terminal.lines.join('\n');
  };
  const served = async () => {
    const answer = await fetch(`${server.url}/.well-known/jwks.json`);
    return { headers: answer.headers, keys: ((await answer.json()) as { keys: { kid: string; d?: string }[] }).keys };
  };
  const kidOf = (token = '') => JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid;
  return { receiver, server, run, served, kidOf };
}

test('a key that is rotated is published before it signs, and the former one after', async () => {
  const { receiver, server, run, served, kidOf } = await start();
  await server.addUser('one');
  await expect.poll(() => receiver.posts.length, patient).toBe(1);
  const [first] = JSON.parse(await run('list', '--json'));
  expect(first).toMatchObject({ id: kidOf(receiver.posts[0]?.token), phase: 'signing' });

  const next = JSON.parse(await run('rotate', '--json'));
  expect(next.phase).toBe('coming');
  const { keys, headers } = await served();
  expect(keys.map(({ kid }) => kid)).toEqual([first.id, next.id]);
  expect(keys.every((key) => key.d === undefined)).toBe(true);
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  await expect(run('rotate')).rejects.toThrow(/signs from .* already/);

  // While an event waits, the time comes.
  receiver.answer((response) => void response.writeHead(503).end());
  await server.addUser('two');
  await expect.poll(() => receiver.posts.length, patient).toBe(2);
  await server.host.database.write((session) =>
    session.all(sql`update signing_keys set signs_from = ${Date.now()} where id = ${next.id}`),
  );
  receiver.answer((response) => void response.writeHead(202).end());
  await expect.poll(() => receiver.posts.length, patient).toBe(3);
  const [, before, after] = receiver.posts;
  expect([kidOf(before?.token), kidOf(after?.token)]).toEqual([first.id, next.id]);
  const [old, renewed] = await Promise.all(
    [before, after].map((post) => verifySet(server.url, post?.token ?? '', audience)),
  );
  expect(renewed).toEqual(old);
});

test('a key that is retired is served no more, and the last one cannot be', async () => {
  const { receiver, server, run, served, kidOf } = await start();
  const [first] = JSON.parse(await run('list', '--json'));
  await expect(run('create')).rejects.toThrow('there is a key already');
  await expect(run('retire', first.id)).rejects.toThrow('there is no other');
  await expect(run('retire', 'nothing')).rejects.toThrow('there is no key "nothing"');
  const next = JSON.parse(await run('rotate', '--json'));
  expect(JSON.parse(await run('retire', first.id, '--json')).phase).toBe('retired');
  expect((await served()).keys.map(({ kid }) => kid)).toEqual([next.id]);
  await server.addUser('one');
  await expect.poll(() => receiver.posts.length, patient).toBe(1);
  expect(kidOf(receiver.posts[0]?.token)).toBe(next.id);
  expect(await run('list')).toMatch(new RegExp(`${first.id} .* retired .*\n${next.id} .* signs`));
});

test('a private key is nowhere in the database as it is, and of no use without the key of the installation', async () => {
  const { receiver, server } = await start();
  await server.addUser('one');
  await expect.poll(() => receiver.posts.length, patient).toBe(1);
  const rows = await server.host.database.read.all<{ private_key: string }>(sql`select * from signing_keys`);
  expect(JSON.stringify(rows)).not.toContain('"d"');
  expect(rows[0]?.private_key).toMatch(/^v1\./);

  await server.host.database.write((session) =>
    session.all(sql`update signing_keys set private_key = ${`v1.${'A'.repeat(16)}.${'A'.repeat(22)}.AAAA`}`),
  );
  const next = await server.restart();
  await next.addUser('two');
  await expect
    .poll(() => next.host.parts.eventParts.store.find('siem'), patient)
    .toMatchObject({ error: expect.stringMatching(/sealed with another installation key\. .* key rotate --after 0m/) });
  expect(receiver.posts).toHaveLength(1);
});
