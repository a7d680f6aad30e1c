import { readFileSync } from 'node:fs';
import { testScimServer } from '@linkspan/core/conformance';
import { afterAll, expect, test } from 'vitest';
import { startScimmy } from './testing/start-scimmy.js';

const site = await startScimmy();
afterAll(() => site.stop());

const versionOf = (name: string) => {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return String(JSON.parse(readFileSync(file, 'utf8')).version);
};

/** What is found is data, written anew with `vitest -u` when a version moves; the counts are of a server that is somebody else's. */
test('the conformance kit finds in scimmy-routers what was found before, and leaves nothing behind', async () => {
  const { report } = await testScimServer({ url: site.url, headers: { authorization: `Bearer ${site.token}` } });
  const { sections, counts, left } = await report();
  const failed = sections.flatMap(({ results }) => results).filter(({ outcome }) => outcome === 'failed');
  const found = {
    versions: Object.fromEntries(['scimmy-routers', 'scimmy', 'express'].map((name) => [name, versionOf(name)])),
    counts,
    failed: failed.map(({ rfc, section, level, title }) => `RFC ${rfc} §${section} ${level}: ${title}`),
  };
  await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot('__fixtures__/scimmy-conformance.json');
  expect(found.failed.length).toBeGreaterThan(30);
  expect(left).toEqual([]);
  expect([site.state.users.size, site.state.groups.size]).toEqual([0, 0]);
}, 120_000);
