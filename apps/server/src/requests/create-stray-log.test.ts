import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLog } from '../create-log.js';
import { migrate, openDatabase } from '../store/index.js';
import { newFolder } from '../testing/new-folder.js';
import { createStrayLog } from './create-stray-log.js';
import { listStrayRequests } from './list-stray-requests.js';

async function open() {
  const database = await openDatabase({ kind: 'sqlite', file: join(newFolder(), 'strays.sqlite') });
  onTestFinished(() => database.close());
  await migrate(database);
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  return { database, log, lines };
}

it('requests that reach no client are counted by place, over restarts', async () => {
  const { database, log } = await open();
  const now = Date.now();
  for (const at of [now - 2_000, now - 1_000]) {
    const strayLog = createStrayLog({ database, log });
    strayLog.note({ url: '/scim/jumpclod/v2/Users', method: 'GET', at, address: '192.0.2.7' });
    strayLog.note({ url: '/favicon.ico', method: 'GET', at });
    await strayLog.close();
  }
  expect(await listStrayRequests(database)).toEqual([
    { place: '/scim/jumpclod/v2/…', count: 2, first: now - 2_000, last: now - 1_000, address: '192.0.2.7' },
  ]);
  expect(await listStrayRequests(database, now + 8 * 86_400_000)).toEqual([]);
});

it('whoever sends a thousand different ones fills neither the database nor the log', async () => {
  const { database, log, lines } = await open();
  const strayLog = createStrayLog({ database, log });
  const at = Math.floor(Date.now() / 60_000) * 60_000;
  for (let sent = 0; sent < 1_000; sent += 1) {
    strayLog.note({ url: `/scim/${sent}/v2/Users`, method: 'GET', at });
    if (sent === 500) await new Promise((resolve) => setTimeout(resolve, 1_100));
  }
  await strayLog.close();
  expect(await listStrayRequests(database)).toHaveLength(20);
  expect(lines).toHaveLength(5);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'warn', place: '/scim/0/v2/…', method: 'GET' });
});
