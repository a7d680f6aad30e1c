import { expect, test } from 'vitest';
import { form } from './form.js';
import { startProxy } from './proxy.js';
import { bootSite, personNamed, readAccounts, startHub } from './world.js';

const people = form === 'full' ? 40 : 10;
const changesEach = 5;
const outage = form === 'full' ? 60_000 : 6_000;
const soon = { timeout: 180_000, interval: 500 };

test(`the site is away for ${outage / 1000} s during ${people * changesEach} changes: nothing lost, order kept, no storm`, async () => {
  const site = await bootSite({ flavour: 'sqlite' });
  const proxy = await startProxy(site.url);
  const { jumpcloud } = await startHub(site, proxy.url);
  const ids = await Promise.all(
    Array.from({ length: people }, (_, index) => jumpcloud.pushUser(personNamed(`user${index}`))),
  );
  await expect.poll(async () => (await readAccounts(site)).length, soon).toBe(people);

  await site.pause();
  const began = Date.now();
  const answers: number[] = [];
  for (let change = 1; change <= changesEach; change += 1) {
    for (const [index, id] of ids.entries()) {
      const at = performance.now();
      await jumpcloud.changeUser(id, { displayName: `User ${index} change ${change}` });
      answers.push(performance.now() - at);
    }
  }
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, outage - (Date.now() - began))));
  const callsBefore = proxy.passed.length;
  await site.resume();

  const expected = ids.map((_, index) => `User ${index} change ${changesEach}`).sort();
  await expect.poll(async () => (await readAccounts(site)).map(({ name }) => name).sort(), soon).toEqual(expected);
  const writes = proxy.passed.slice(callsBefore).filter(({ method }) => method === 'PUT' || method === 'POST');
  // One each; one more for whose call was under way when the site went away, and for one that WordPress itself refused for a moment (its SQLite is busy).
  expect(new Set(writes.filter(({ status }) => status === 200).map(({ path }) => path)).size).toBe(people);
  expect(writes.length).toBeLessThan(people + 5);
  expect(Math.max(...answers)).toBeLessThan(5_000);
  await proxy.stop();
});
