import { afterEach, expect, test } from 'vitest';
import { type Harness, person, startHarness } from '../__fixtures__/harness.js';
import { createStubSite } from '../__fixtures__/stub-site.js';
import type { TwoWayPolicy } from '../application.js';

const running: Harness[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const twoWay: TwoWayPolicy = {
  source: ['poll'],
  poll: 40,
  operations: { create: true, update: true, deactivate: true, delete: true },
  attributes: ['displayName', 'members'],
  authority: {},
  conflict: 'hold',
  onNew: 'import',
  onDeleted: 'delete',
};
const scope = { directory: 'main', client: 'idp' };

async function start(policy: Partial<TwoWayPolicy> = {}, stub = createStubSite()) {
  const h = await startHarness(
    { groups: { provision: 'all', onDelete: 'delete' }, twoWay: { ...twoWay, ...policy } },
    { stub },
  );
  running.push(h);
  const settled = async () => {
    await h.settled();
    await h.orchestrator.pull('blog');
    await h.settled();
  };
  const people = new Map<string, string>();
  const add = async (name: string) => people.set(name, await h.addUser(person(name)));
  for (const name of ['anna', 'bob', 'cid', 'dan']) await add(name);
  await settled();
  const labelOf = (id: string) => [...people].find(([, one]) => one === id)?.[0] ?? id;
  const members = async (group: string) =>
    (await h.store.resources.listMembers(scope, { group, limit: 50 })).map(({ value }) => labelOf(value)).sort();
  const ref = (name: string) => `User ${h.stub.byLogin(name)?.id}`;
  const find = async (displayName: string) => {
    const { resources } = await h.store.resources.query(scope, { type: 'Group', startIndex: 1, count: 50 });
    return resources.find(({ attributes }) => attributes.displayName === displayName);
  };
  const id = (name: string) => people.get(name) ?? '';
  const writes = () => h.stub.calls.filter((call) => /^(create|update|remove) /.test(call));
  return { ...h, settled, members, ref, find, id, writes };
}

type Started = Awaited<ReturnType<typeof start>>;

/** A group that was made there, with its members. */
function place(h: Started, name: string, ...members: readonly string[]) {
  const row = { id: `g${h.stub.groups.rows.size + 1}`, born: 0, name, members: new Set(members.map(h.ref)) };
  h.stub.groups.rows.set(row.id, row);
  return row;
}

test('a group that comes up there is imported with its members, and goes on agreeing', async () => {
  const h = await start();
  const row = place(h, 'Crew', 'anna', 'bob', 'cid');
  h.stub.calls.length = 0;
  await h.settled();
  const crew = await h.find('Crew');
  expect(crew).toMatchObject({ owner: 'application:blog' });
  expect(await h.members(crew?.id ?? '')).toEqual(['anna', 'bob', 'cid']);
  row.members.delete(h.ref('bob'));
  row.members.add(h.ref('dan'));
  row.name = 'Team';
  await h.settled();
  expect(await h.find('Team')).toMatchObject({ id: crew?.id });
  expect(await h.members(crew?.id ?? '')).toEqual(['anna', 'cid', 'dan']);
  expect(h.writes()).toEqual([]);
  h.stub.groups.rows.delete(row.id);
  await h.settled();
  expect(await h.find('Team')).toBeUndefined();
});

test('the directory’s own changes of the same group go on as before', async () => {
  const h = await start();
  const row = place(h, 'Crew', 'anna');
  await h.settled();
  const crew = (await h.find('Crew'))?.id ?? '';
  await h.changeMembers(crew, [h.id('dan')], [h.id('anna')]);
  await h.settled();
  expect([...row.members]).toEqual([h.ref('dan')]);
  expect(await h.members(crew)).toEqual(['dan']);
});

test.each([
  ['directory', ['anna', 'bob']],
  ['application', ['anna', 'cid']],
] as const)('a group that a client owns waits for a person, who decides for the %s', async (take, expected) => {
  const h = await start();
  const group = await h.addGroup('Staff', [h.id('anna'), h.id('bob')]);
  await h.settled();
  const row = [...h.stub.groups.rows.values()].find(({ name }) => name === 'Staff');
  row?.members.delete(h.ref('bob'));
  row?.members.add(h.ref('cid'));
  await h.settled();
  expect(await h.members(group)).toEqual(['anna', 'bob']);
  expect(await h.orchestrator.inbox()).toMatchObject([
    {
      label: 'Staff',
      hold: { guard: 'conflict', conflicts: { members: { account: { added: ['cid'], removed: ['bob'] } } } },
    },
  ]);
  expect(await h.orchestrator.resolve('blog', { userName: 'Staff', take })).toBe(1);
  await h.settled();
  expect(await h.members(group)).toEqual([...expected]);
  await expect.poll(() => [...(row?.members ?? [])].sort()).toEqual(expected.map(h.ref).sort());
  expect(await h.orchestrator.inbox()).toEqual([]);
});
