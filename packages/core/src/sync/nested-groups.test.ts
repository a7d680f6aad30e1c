import { afterEach, expect, test } from 'vitest';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';

const running: Harness[] = [];

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const harness = await startHarness(...given);
  running.push(harness);
  return harness;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const isEditor = (h: Harness, login = 'anna') => h.stub.byLogin(login)?.roles.includes('editor');

test('a group within a group gives the role, and takes it when it leaves', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  const berlin = await h.addGroup('Berlin', [anna]);
  const editors = await h.addGroup('Editors', [berlin]);
  await h.settled();
  expect(isEditor(h)).toBe(true);
  await h.changeMembers(editors, [], [berlin]);
  await h.settled();
  expect(isEditor(h)).toBe(false);
  await h.changeMembers(editors, [berlin]);
  await h.settled();
  expect(isEditor(h)).toBe(true);
});

test('whoever joins and leaves the inner group gains and loses the role', async () => {
  const h = await start();
  const [anna, eve] = [await h.addUser(person('anna')), await h.addUser(person('eve'))];
  const berlin = await h.addGroup('Berlin', [anna]);
  await h.addGroup('Editors', [berlin, anna]);
  await h.changeMembers(berlin, [eve]);
  await h.settled();
  expect([isEditor(h), isEditor(h, 'eve')]).toEqual([true, true]);
  await h.changeMembers(berlin, [], [anna, eve]);
  await h.settled();
  // Anna is an editor by name, too.
  expect([isEditor(h), isEditor(h, 'eve')]).toEqual([true, false]);
});

test('a circle of groups gives the role to all in it and ends', async () => {
  const h = await start();
  const [anna, eve] = [await h.addUser(person('anna')), await h.addUser(person('eve'))];
  const berlin = await h.addGroup('Berlin', [anna]);
  const editors = await h.addGroup('Editors', [berlin, eve]);
  await h.changeMembers(berlin, [editors]);
  await h.settled();
  expect([isEditor(h), isEditor(h, 'eve')]).toEqual([true, true]);
  await h.changeMembers(editors, [], [berlin]);
  await h.settled();
  expect([isEditor(h), isEditor(h, 'eve')]).toEqual([false, true]);
});

test('twenty groups within one another reach the one at the bottom', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  let inner = await h.addGroup('Level 0', [anna]);
  for (let level = 1; level < 20; level += 1) inner = await h.addGroup(`Level ${level}`, [inner]);
  await h.settled();
  expect(isEditor(h)).toBe(false);
  const editors = await h.addGroup('Editors', [inner]);
  await h.settled();
  expect(isEditor(h)).toBe(true);
  await h.changeMembers(editors, [], [inner]);
  await h.settled();
  expect(isEditor(h)).toBe(false);
});

test('an outer group that is named like the configuration gives the role to those within, and keeps it when renamed', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  const berlin = await h.addGroup('Berlin', [anna]);
  const outer = await h.addGroup('Writers', [berlin]);
  await h.settled();
  expect(isEditor(h)).toBe(false);
  await h.renameGroup(outer, 'Editors');
  await h.settled();
  expect(isEditor(h)).toBe(true);
  await h.renameGroup(outer, 'Authors');
  await h.settled();
  expect(isEditor(h)).toBe(true);
});

test.each(['inner', 'outer'] as const)('the %s group that is deleted takes the role', async (which) => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  const team = await h.addGroup('Team', [anna]);
  const inner = await h.addGroup('Berlin', [team]);
  const outer = await h.addGroup('Editors', [inner]);
  await h.settled();
  expect(isEditor(h)).toBe(true);
  await h.deleteGroup(which === 'inner' ? inner : outer);
  await h.settled();
  expect(isEditor(h)).toBe(false);
});

test('an expression sees the groups, nested ones too, and follows their names', async () => {
  const mapping = [{ remote: 'teams', expression: '$join($sort(groups.display), ", ")' }];
  const h = await start({ mapping, roles: {} });
  const anna = await h.addUser(person('anna'));
  const berlin = await h.addGroup('Berlin', [anna]);
  const outer = await h.addGroup('Europe', [berlin]);
  await h.settled();
  const teams = () => h.stub.byLogin('anna')?.fields.teams;
  expect(teams()).toBe('Berlin, Europe');
  await h.renameGroup(outer, 'World');
  await h.settled();
  expect(teams()).toBe('Berlin, World');
  await h.changeMembers(berlin, [], [anna]);
  await h.settled();
  expect(teams()).toBeUndefined();
});
