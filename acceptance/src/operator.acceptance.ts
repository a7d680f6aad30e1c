import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { form } from './form.js';
import type { Linkspan } from './linkspan.js';
import { bootSite, type JumpCloud, personNamed, readAccounts, startHub } from './world.js';

const people = form === 'full' ? 2_000 : 200;
/** `guards.deactivate`: at most 50, and at most a tenth. */
const budget = Math.min(50, people / 10);
const soon = { timeout: 600_000, interval: 500 };

test(`${people} people: a plan and its apply, all three ways, a run undone, a scope narrowed and a scope group deleted`, async () => {
  const site = await bootSite({ flavour: 'sqlite' });
  const manual = { defaultRole: 'subscriber', provisioning: { automatic: false }, concurrency: 8 };
  const { hub, jumpcloud } = await startHub(site, site.url, manual);
  const ids = await push(jumpcloud);
  const accounts = async () => (await readAccounts(site)).filter(({ login }) => login.startsWith('user'));
  const nameOf = async (index: number) => (await accounts()).find(({ login }) => login === loginOf(index))?.name;

  // What was shown is done, and then there is nothing to do.
  const plan = await run(hub, 'plan', 'blog', '--json');
  expect(plan.counts).toEqual({ create: people });
  expect(await accounts()).toEqual([]);
  expect((await run(hub, 'apply', plan.id, '--json')).counts).toEqual({ create: people });
  expect(await accounts()).toHaveLength(people);
  expect((await run(hub, 'plan', 'blog', '--json')).counts).toEqual({ none: people });

  // By hand, for one person.
  await jumpcloud.changeUser(at(ids, 0), { displayName: 'By hand' });
  expect((await run(hub, 'sync', 'blog', loginOf(0), '--json')).counts).toEqual({ update: 1 });
  expect(await nameOf(0)).toBe('By hand');

  // On a schedule: the configuration holds from one moment to the next.
  await jumpcloud.changeUser(at(ids, 1), { displayName: 'On a schedule' });
  await configure(hub, { provisioning: { automatic: false, schedule: [{ cron: '*/2 * * * * *', mode: 'changes' }] } });
  await expect.poll(() => nameOf(1), soon).toBe('On a schedule');

  // By itself.
  await configure(hub, { provisioning: { automatic: true } });
  await jumpcloud.changeUser(at(ids, 2), { displayName: 'By itself' });
  await expect.poll(() => nameOf(2), soon).toBe('By itself');

  // A run that is undone stays undone, whatever the next drain would do.
  await configure(hub, { provisioning: { automatic: false } });
  const changed = ids.slice(10, 10 + people / 10);
  for (const id of changed) await jumpcloud.changeUser(id, { displayName: 'A mistake' });
  const done = await run(hub, 'sync', 'blog', '--json');
  expect(done.counts).toMatchObject({ update: changed.length });
  const mistakes = async () => (await accounts()).filter(({ name }) => name === 'A mistake').length;
  expect(await mistakes()).toBe(changed.length);
  await run(hub, 'undo', done.run, '--yes', '--json');
  expect(await mistakes()).toBe(0);
  await configure(hub, { provisioning: { automatic: true } });
  await jumpcloud.changeUser(at(changed, 0), { displayName: 'A mistake again' });
  await jumpcloud.changeUser(at(ids, 3), { displayName: 'Behind the drain' });
  await expect.poll(() => nameOf(3), soon).toBe('Behind the drain');
  expect((await accounts()).filter(({ name }) => name.startsWith('A mistake'))).toEqual([]);

  // The scope is narrowed to a group of half of them, and the guard catches it.
  const staff = await jumpcloud.createGroup('Staff', ids.slice(0, people / 2));
  await configure(hub, { provisioning: { automatic: true }, scope: { groups: ['Staff'] } });
  const closed = async () => (await accounts()).filter(({ roles }) => roles.length === 0).length;
  await expect
    .poll(async () => (await run(hub, 'inbox', 'blog', '--json')).items.length, soon)
    .toBeGreaterThan(people / 2 - budget - 1);
  await expect.poll(closed, soon).toBe(budget);

  // The group of the scope is deleted, and nobody leaves.
  await jumpcloud.send('DELETE', `/Groups/${staff}`);
  await jumpcloud.changeUser(at(ids, 4), { displayName: 'Still here' });
  await expect.poll(() => nameOf(4), soon).toBe('Still here');
  expect(await closed()).toBe(budget);
  const { stdout } = await hub.cli('status', 'blog');
  expect(stdout).toContain('Staff');
});

function loginOf(index: number): string {
  return personNamed(`user${index}`).userName;
}

function at(ids: readonly string[], index: number): string {
  const id = ids[index];
  if (id === undefined) throw new Error(`there is no person ${index}`);
  return id;
}

async function push(jumpcloud: JumpCloud): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let start = 0; start < people; start += 20) {
    const page = Array.from({ length: 20 }, (_, index) => jumpcloud.pushUser(personNamed(`user${start + index}`)));
    ids.push(...(await Promise.all(page)));
  }
  return ids;
}

/** What a command answers to programs. Those that did what they could end with 0 or 1. */
async function run(hub: Linkspan, ...args: readonly string[]) {
  const { status, stdout, stderr } = await hub.cli(...args);
  if (status === 2 || stdout === '') throw new Error(`linkspan ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** Changes the application in the file of the running server, and waits until it holds. */
async function configure(hub: Linkspan, change: Readonly<Record<string, unknown>>): Promise<void> {
  const file = join(hub.dataFolder, 'linkspan.yaml');
  const configuration = JSON.parse(await readFile(file, 'utf8'));
  const held = reloads(hub);
  Object.assign(configuration.applications.blog, change);
  await writeFile(file, JSON.stringify(configuration, null, 2));
  await expect.poll(() => reloads(hub), soon).toBeGreaterThan(held);
}

function reloads(hub: Linkspan): number {
  return hub.output().split('configuration changed').length;
}
