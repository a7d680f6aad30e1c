import { readFileSync } from 'node:fs';
import { test, vi } from 'vitest';
import { playHistory } from '../../../../packages/core/src/conformance/histories/play-history.js';
import { openPostgresHistories, openSqliteHistories } from './testing/history-databases.js';
test('one', async () => {
  const d = process.env['PG'] ? await openPostgresHistories(process.env['PG']) : await openSqliteHistories();
  for (let n = 0; n < Number(process.env['N'] ?? 5); n += 1) {
  const { stores } = await d.open();
  const [store] = stores;
  try {
    await playHistory(JSON.parse(readFileSync('/tmp/one.json', 'utf8')), stores, vi);
    console.log('fine');
  } catch (error) {
    console.log(error);
    console.log(JSON.stringify(await store.links.list({ application: 'faulty', limit: 50 }), null, 1));
    console.log(JSON.stringify(await store.runs.list({ limit: 6 }), null, 0));
    console.log(JSON.stringify(await store.applications.get('faulty')));
    for (const j of (await store.journal.list({ limit: 60 })).slice().reverse()) console.log(j.at, j.action, j.resourceId, j.reason, JSON.stringify(j.changes));
    break;
  } }
  await d.remove();
}, 300_000);
