import { rm } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startScimmy } from '../../packages/connector-scim/src/testing/start-scimmy.js';
import { createScimClient, type Linkspan, type LinkspanOptions, startLinkspan } from './linkspan.js';
import { startProxy } from './proxy.js';
import { personNamed } from './world.js';

const soon = { timeout: 20_000, interval: 100 };

/** What an application holds, read without the connector. */
interface Held {
  readonly users: Readonly<Record<string, { readonly title?: string; readonly active: boolean }>>;
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

interface Target {
  readonly url: string;
  readonly token: string;
  /** For scimmy's ways. */
  readonly config: Readonly<Record<string, unknown>>;
  read(): Promise<Held>;
}

async function startHub(options: LinkspanOptions = {}): Promise<Linkspan> {
  const hub = await startLinkspan(options);
  onTestFinished(async () => {
    await hub.stop();
    await rm(hub.dataFolder, { recursive: true, force: true });
  });
  return hub;
}

async function scimmy(): Promise<Target> {
  const site = await startScimmy();
  onTestFinished(() => site.stop());
  const list = async () => ({ users: [...site.state.users.values()], groups: [...site.state.groups.values()] });
  const config = { quirks: { 'duplicate-members': true, 'search-by-post': true } };
  return { url: site.url, token: site.token, config, read: async () => hold(await list()) };
}

async function secondLinkspan(): Promise<Target> {
  const { scimUrl, token } = await startHub();
  const { send } = createScimClient(scimUrl, token);
  const list = async (path: string) => (await send('GET', path)).body.Resources;
  const read = async () => hold({ users: await list('/Users'), groups: await list('/Groups') });
  return { url: scimUrl, token, config: {}, read };
}

interface Listed {
  readonly users: readonly object[];
  readonly groups: readonly object[];
}

function hold({ users, groups }: Listed): Held {
  const people = users as { id: string; userName: string; title?: string; active: boolean }[];
  const sets = groups as { id: string; displayName: string; members?: { value: string }[] }[];
  const names = new Map([
    ...people.map(({ id, userName }) => [id, userName] as const),
    ...sets.map(({ id, displayName }) => [id, displayName] as const),
  ]);
  return {
    users: Object.fromEntries(
      people.map(({ userName, title, active }) => [userName, { ...(title !== undefined && { title }), active }]),
    ),
    groups: Object.fromEntries(
      sets.map(({ displayName, members = [] }) => [
        displayName,
        members.map(({ value }) => names.get(value) ?? value).sort(),
      ]),
    ),
  };
}

test.each([
  { name: 'scimmy-routers', start: scimmy },
  { name: 'another Linkspan', start: secondLinkspan },
])('people and groups reach $name, and a second run writes nothing', async ({ start }) => {
  const target = await start();
  const { origin, pathname } = new URL(target.url);
  const proxy = await startProxy(origin);
  onTestFinished(() => proxy.stop());
  // A search by POST reads.
  const writes = () => proxy.passed.filter(({ method, path }) => method !== 'GET' && !path.endsWith('/.search'));
  const { cli, scimUrl, token } = await startHub({
    config: {
      applications: {
        app: {
          connector: '@linkspan/connector-scim',
          config: { url: `${proxy.url}${pathname}`, token: { env: 'APP_TOKEN' }, ...target.config },
          groups: { provision: 'all', onDelete: 'delete' },
          operations: { create: true, update: true, deactivate: true, delete: true },
          leaving: { onDelete: 'delete' },
        },
      },
    },
    env: { APP_TOKEN: target.token },
  });
  const jumpcloud = createScimClient(scimUrl, token);
  expect(await cli('test', 'app')).toMatchObject({ status: 0 });

  const anna = await jumpcloud.pushUser({ ...personNamed('anna'), title: 'Engineer' });
  const ben = await jumpcloud.pushUser(personNamed('ben'));
  const staff = await jumpcloud.createGroup('Staff', [anna, ben]);
  const all = await jumpcloud.createGroup('All', [staff]);
  await expect.poll(target.read, soon).toEqual({
    users: {
      'anna@company.example': { title: 'Engineer', active: true },
      'ben@company.example': { active: true },
    },
    groups: { Staff: ['anna@company.example', 'ben@company.example'], All: ['Staff'] },
  });

  // Changed, renamed, taken out, deactivated.
  await jumpcloud.changeUser(anna, {
    title: 'Boss',
    emails: [{ type: 'work', primary: true, value: 'a@company.example' }],
  });
  await jumpcloud.renameGroup(staff, 'Everybody');
  await jumpcloud.removeMember(staff, ben);
  await jumpcloud.changeUser(ben, { active: false });
  await expect.poll(target.read, soon).toEqual({
    users: {
      'anna@company.example': { title: 'Boss', active: true },
      'ben@company.example': { active: false },
    },
    groups: { Everybody: ['anna@company.example'], All: ['Everybody'] },
  });

  // Back again; and a second run, that lists everything, has nothing to write.
  await jumpcloud.changeUser(ben, { active: true });
  await jumpcloud.addMember(staff, ben);
  await expect.poll(async () => (await target.read()).groups.Everybody, soon).toHaveLength(2);
  await expect.poll(async () => (await statusOf(cli)).due, soon).toBe(0);
  const before = writes().length;
  const full = JSON.parse((await cli('sync', 'app', '--full', '--json')).stdout);
  expect(full.counts).toEqual({ none: 4 });
  expect(writes().slice(before)).toEqual([]);

  // Gone.
  await jumpcloud.deleteUser(ben);
  await jumpcloud.deleteGroup(all);
  // Of so few, the second deletion asks a person.
  await expect.poll(async () => JSON.parse((await cli('inbox', 'app', '--json')).stdout).items, soon).toHaveLength(1);
  expect(await cli('approve', 'app', '--guard', 'delete')).toMatchObject({ status: 0 });
  await expect.poll(target.read, soon).toEqual({
    users: { 'anna@company.example': { title: 'Boss', active: true } },
    groups: { Everybody: ['anna@company.example'] },
  });
});

async function statusOf(cli: Linkspan['cli']): Promise<{ readonly due: number }> {
  return JSON.parse((await cli('status', 'app', '--json')).stdout).applications[0];
}
