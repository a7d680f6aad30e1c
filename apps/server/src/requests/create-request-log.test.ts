import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { defineAttribute, resourceTypes } from '@linkspan/core';
import pino from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Database, sql } from '../store/index.js';
import { openSqliteFile, type SqliteFile } from '../store/testing/open-sqlite-file.js';
import { createRequestLog } from './create-request-log.js';
import { hiddenNamesOf } from './hidden-names-of.js';
import { limitRefused } from './limit-refused.js';
import { listRequests } from './list-requests.js';
import type { RequestEntry } from './request-entry.js';

let opened: SqliteFile;
let said: { msg: string; reads?: number; others?: number }[];

beforeEach(async () => {
  opened = await openSqliteFile();
  said = [];
});

afterEach(() => opened.remove());

const entry: RequestEntry = {
  at: 1_000_000,
  client: 'idp',
  requestId: 'r',
  method: 'GET',
  path: '/Users/1',
  headers: {},
  status: 200,
  milliseconds: 1,
  quirks: [],
  ignored: [],
  decision: 'read',
  notes: [],
};

function open({ reads = 0.1, database = opened.database }: { reads?: number; database?: Database } = {}) {
  const output = new Writable({
    write(line, _encoding, done) {
      said.push(JSON.parse(String(line)));
      done();
    },
  });
  return createRequestLog({ database, log: pino(output), reads: () => reads });
}

const list = (client = 'idp') => listRequests(opened.database, { client, after: 0, limit: 50_000 });

it('keeps the first thousand reads of each client and sixty a minute, then the share, and says how many it left out', async () => {
  const log = open();
  for (let count = 0; count < 1_100; count += 1) log.record(entry);
  log.record({ ...entry, client: 'other' });
  await log.close();
  const kept = await list();
  expect(kept).toHaveLength(1_010);
  expect(kept.slice(0, 1_000).every(({ skipped }) => skipped === undefined)).toBe(true);
  expect(kept.slice(1_000).map(({ skipped }) => skipped)).toEqual(Array(10).fill(9));
  expect(await list('other')).toHaveLength(1);
});

it('keeps of a quiet client every read', async () => {
  const log = open({ reads: 0 });
  for (let count = 0; count < 1_200; count += 1) log.record({ ...entry, at: entry.at + count * 1_000 });
  await log.close();
  expect(await list()).toHaveLength(1_200);
});

it.each([
  ['a write', { method: 'PATCH', decision: 'unchanged' }],
  ['a refusal', { status: 404, decision: 'refused: not found' }],
  ['an error of ours', { status: 503, decision: 'failed: unavailable' }],
  ['a search that was refused', { method: 'POST', path: '/Users/.search', status: 400 }],
])('always keeps %s', async (_, part) => {
  const log = open({ reads: 0 });
  for (let count = 0; count < 1_500; count += 1) log.record({ ...entry, ...part });
  await log.close();
  const kept = await list();
  expect(kept).toHaveLength(1_500);
  expect(kept[0]).toMatchObject({ ...part, notes: [] });
});

it('knows of a kind of request that it left out', async () => {
  const log = open({ reads: 0 });
  for (let count = 0; count < 1_001; count += 1) log.record(entry);
  log.record({ ...entry, path: '/Groups/.search?x', method: 'POST' });
  await log.close();
  const kinds = await opened.database.read.all(sql`select kind from seen_requests order by kind`);
  expect(kinds).toEqual([{ kind: 'GET Users/id' }, { kind: 'POST Groups/.search' }]);
  expect(await list()).toHaveLength(1_000);
});

it('takes what was refused to a stranger for no request of the client', async () => {
  const log = open();
  for (const status of [401, 403, 429])
    log.record({ ...entry, status, refused: 'it came without an Authorization header' });
  await log.close();
  expect(await opened.database.read.all(sql`select kind from seen_requests`)).toEqual([{ kind: 'refused' }]);
});

it('keeps no password of a body or an answer', async () => {
  const log = open();
  log.record({
    ...entry,
    method: 'POST',
    body: '{"userName":"a","password":"hunter2"}',
    answer: '{"password":"hunter2"}',
  });
  await log.close();
  const rows = await opened.database.read.all(sql`select * from requests`);
  expect(JSON.stringify(rows)).not.toContain('hunter2');
  expect((await list())[0]?.body).toContain('"userName":"a"');
});

it('keeps no value of an attribute that is never shown, in whatever form it is sent', async () => {
  const attributes = [
    defineAttribute({ name: 'pin', returned: 'never', mutability: 'writeOnly' }),
    defineAttribute({ name: 'opinion' }),
  ];
  const schema = { id: 'urn:acme:lock', name: 'Lock', description: '', attributes };
  const types = resourceTypes.map((type) => ({
    ...type,
    extensions: [...type.extensions, { schema, required: false }],
  }));
  const log = createRequestLog({
    database: opened.database,
    log: pino({ level: 'silent' }),
    reads: () => 1,
    hidden: () => hiddenNamesOf(types),
  });
  const bodies = [
    '{"urn:acme:lock":{"pin":"4711","opinion":"good"}}',
    '{"urn:acme:lock:PIN":"4711"}',
    '{"Operations":[{"op":"add","path":"urn:acme:lock:pin","value":"4711"}]}',
    `{"Operations":[{"op":"add","path":"urn:acme:lock:pin","value":"4711"}],"x":"${'x'.repeat(300_000)}"}`,
  ];
  for (const body of bodies) log.record({ ...entry, method: 'PATCH', body });
  log.record({ ...entry, path: '/Users?filter=urn:acme:lock:pin%20eq%20%224711%22' });
  await log.close();
  const rows = await opened.database.read.all(sql`select * from requests`);
  expect(JSON.stringify(rows)).not.toContain('4711');
  expect((await list())[0]?.body).toContain('"opinion":"good"');
  expect(rows).toHaveLength(5);
});

it('waits for a database that takes nothing with bounded memory: reads go first, then bodies, and what is missing is said', async () => {
  let refuses = true;
  const database: Database = {
    ...opened.database,
    write: (work) => (refuses ? Promise.reject(new Error('disk full')) : opened.database.write(work)),
  };
  const log = open({ reads: 1, database });
  const body = 'x'.repeat(8_000);
  for (let count = 0; count < 6_000; count += 1) log.record(entry);
  for (let count = 0; count < 16_000; count += 1)
    log.record({ ...entry, method: 'PUT', path: `/Users/${count}`, body });
  await wait(600);
  refuses = false;
  await log.close();
  const kept = await list();
  expect(kept.filter(({ method }) => method === 'GET')).toHaveLength(5_000);
  const writes = kept.filter(({ method }) => method === 'PUT');
  expect(writes).toHaveLength(15_000);
  expect(writes[0]).toMatchObject({ path: '/Users/0', skipped: 1_000, body });
  expect(writes.at(-1)?.body).toMatch(/^\[left out/);
  expect(writes.reduce((sum, { body: text = '' }) => sum + text.length, 0)).toBeLessThan(10_000_000);
  expect(said).toContainEqual(
    expect.objectContaining({
      msg: 'request log could not keep up: requests are missing in it',
      reads: 1_000,
      others: 1_000,
    }),
  );
});

it('counts the refusals of strangers that it leaves out', async () => {
  const log = open();
  const record = limitRefused(log.record, [{ name: 'idp' }]);
  for (let count = 0; count < 50; count += 1) record({ ...entry, status: 401 });
  record({ ...entry, status: 200 });
  await log.close();
  const kept = await list();
  expect(kept).toHaveLength(21);
  expect(kept.at(-1)?.notes).toEqual(['30 refused for their token before it were not kept']);
});
