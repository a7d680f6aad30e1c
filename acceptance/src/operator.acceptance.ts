import { expect, onTestFinished, test } from 'vitest';
import { configure } from './configure.js';
import { form } from './form.js';
import type { Linkspan } from './linkspan.js';
import { startProxy } from './proxy.js';
import { runJson } from './run-json.js';
import { findAccount, listAccounts } from './site-rest.js';
import { bootSite, type JumpCloud, personNamed, type SiteAccount, startHub } from './world.js';

const people = form === 'full' ? 2_000 : 200;
/** `guards.deactivate`: at most 50, and at most a tenth. */
const budget = Math.min(50, people / 10);
const half = people / 2;
const soon = { timeout: 600_000, interval: 500 };

test(`${people} people: a plan and its apply, all three ways, a run undone, a scope narrowed and a scope group deleted`, async () => {
  const site = await bootSite({ flavour: 'sqlite' });
  const proxy = await startProxy(site.url);
  onTestFinished(() => proxy.stop());
  const manual = { defaultRole: 'subscriber', provisioning: { automatic: false }, concurrency: 8 };
  const { hub, jumpcloud } = await startHub(site, proxy.url, manual);
  const ids = await push(jumpcloud);
  const change = (index: number, displayName: string) => jumpcloud.changeUser(at(ids, index), { displayName });
  const writes = () => proxy.passed.filter(({ method }) => method !== 'GET').length;
  const nameOf = async (index: number) => (await findAccount(site, loginOf(index)))?.name;
  /** The whole of the site is compared: what it is to show, by log-in. */
  const shown = new Map(ids.map((_, index) => [loginOf(index), personOf(index)]));
  const show = (index: number, changes: Partial<Shown>) =>
    shown.set(loginOf(index), { ...(shown.get(loginOf(index)) ?? personOf(index)), ...changes });
  const checkSite = async () => expect(await readSite()).toEqual(shown);
  const readSite = async () => {
    const accounts = await listAccounts(site);
    const read = new Map(accounts.map(({ login, email, name, roles }) => [login, { email, name, roles }]));
    expect(accounts).toHaveLength(read.size);
    return read;
  };
  const closed = async () => [...(await readSite())].flatMap(([login, { roles }]) => (roles.length === 0 ? login : []));
  const held = async (guard: string): Promise<readonly string[]> =>
    (await runJson(hub, 'inbox', 'blog')).items.flatMap(({ label, hold }: InboxLine) =>
      hold.guard === guard ? label : [],
    );
  /** Changes are expanded in their order: once the last one has arrived, all are, and then nothing is left to be done. */
  const drained = async (index: number, name: string) => {
    await change(index, name);
    show(index, { name });
    await expect.poll(() => nameOf(index), soon).toBe(name);
    await expect.poll(() => statusOf(hub), soon).toMatchObject({ due: 0, stale: 0 });
  };

  // What was shown is done, and then there is nothing to do.
  const plan = await runJson(hub, 'plan', 'blog');
  expect(plan.counts).toEqual({ create: people });
  expect(await readSite()).toEqual(new Map());
  expect(writes()).toBe(0);
  expect((await runJson(hub, 'apply', plan.id)).counts).toEqual({ create: people });
  await checkSite();
  const written = writes();
  expect((await runJson(hub, 'plan', 'blog')).counts).toEqual({ none: people });
  expect((await runJson(hub, 'sync', 'blog', '--full')).counts).toEqual({ none: people });
  expect(writes()).toBe(written);

  // By hand, for one person; nobody else.
  await change(0, 'By hand');
  await change(1, 'On a schedule');
  expect((await runJson(hub, 'sync', 'blog', loginOf(0))).counts).toEqual({ update: 1 });
  show(0, { name: 'By hand' });
  await checkSite();

  // On a schedule: the configuration holds from one moment to the next.
  await configure(hub, 'blog', {
    provisioning: { automatic: false, schedule: [{ cron: '*/2 * * * * *', mode: 'changes' }] },
  });
  await expect.poll(() => nameOf(1), soon).toBe('On a schedule');
  show(1, { name: 'On a schedule' });
  await checkSite();

  // By itself.
  await configure(hub, 'blog', { provisioning: { automatic: true } });
  await drained(2, 'By itself');
  await checkSite();

  // A run that is undone stays undone, whatever the next drain would do.
  await configure(hub, 'blog', { provisioning: { automatic: false } });
  const changed = Array.from({ length: people / 10 }, (_, index) => 10 + index);
  for (const index of changed) await change(index, 'A mistake');
  const done = await runJson(hub, 'sync', 'blog');
  expect(done.counts).toMatchObject({ update: changed.length });
  const mistakes = async () => [...(await readSite()).values()].filter(({ name }) => name === 'A mistake').length;
  expect(await mistakes()).toBe(changed.length);
  expect((await runJson(hub, 'undo', done.run, '--yes')).counts).toEqual({ update: changed.length });
  await checkSite();
  await configure(hub, 'blog', { provisioning: { automatic: true } });
  for (const index of changed) await change(index, 'A mistake again');
  await drained(3, 'Behind the drain');
  await checkSite();
  await runJson(hub, 'sync', 'blog', '--full');
  await checkSite();
  expect(await held('undo')).toHaveLength(changed.length);

  // The scope is narrowed to a group of half of them, and the guard catches it.
  const staff = await jumpcloud.createGroup('Staff', ids.slice(0, half));
  await configure(hub, 'blog', { provisioning: { automatic: true }, scope: { groups: ['Staff'] } });
  await expect.poll(async () => (await held('deactivate')).length, soon).toBe(half - budget);
  await drained(4, 'Behind the guard');
  const gone = await closed();
  expect(gone).toHaveLength(budget);
  const outside = ids.map((_, index) => loginOf(index)).slice(half);
  expect([...gone, ...(await held('deactivate'))].sort()).toEqual([...outside].sort());
  for (const [index] of ids.entries()) if (gone.includes(loginOf(index))) show(index, { roles: [] });
  await checkSite();

  // The group of the scope is deleted, and nobody leaves: not by itself, not by hand, and not when what was held is approved.
  await jumpcloud.send('DELETE', `/Groups/${staff}`);
  await drained(5, 'Still here');
  await checkSite();
  expect((await statusOf(hub)).scopeFrozen.reason).toContain('Staff');
  await runJson(hub, 'sync', 'blog', '--full');
  await checkSite();
  await runJson(hub, 'approve', 'blog', '--guard', 'deactivate');
  await drained(6, 'Still here, too');
  await checkSite();
}, 3_600_000);

type Shown = Pick<SiteAccount, 'email' | 'name' | 'roles'>;

interface InboxLine {
  readonly label: string;
  readonly hold: { readonly guard: string };
}

function personOf(index: number): Shown {
  const { userName, givenName, familyName } = personNamed(`user${index}`);
  return { email: userName, name: `${givenName} ${familyName}`, roles: ['subscriber'] };
}

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

async function statusOf(hub: Linkspan) {
  const { applications } = await runJson(hub, 'status', 'blog');
  return applications[0];
}
