import { afterEach, expect, test } from 'vitest';
import { type Harness, person, startHarness } from '../__fixtures__/harness.js';
import { createStubSite } from '../__fixtures__/stub-site.js';
import type { TwoWayPolicy } from '../application.js';

const running: Harness[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const twoWay: TwoWayPolicy = {
  source: ['feed', 'poll'],
  poll: 40,
  operations: { create: true, update: true, deactivate: true, delete: true },
  attributes: ['title', 'active', 'roles'],
  authority: { roles: 'application' },
  conflict: 'hold',
  onNew: 'import',
  onDeleted: 'report',
};

async function start(given: Parameters<typeof startHarness>[1] = {}) {
  const stub = given.stub ?? createStubSite();
  stub.feed = { id: 'f1', events: [] };
  const h = await startHarness({ twoWay }, { ...given, stub });
  running.push(h);
  const settled = async () => {
    await h.settled();
    await h.orchestrator.pull('blog');
    await h.settled();
  };
  await settled();
  return { ...h, settled };
}

const born = (login: string, email = `${login}@example.org`) => ({ login, email, name: login, title: 'New' });

test('an id alone joins nobody: a stranger’s account under a pushed externalId waits for a person', async () => {
  const h = await start({ client: 'idp' });
  const row = h.stub.place(born('boss', 'boss@site.example'));
  const mallory = await h.addUser(person('mallory'), row.id);
  await h.settled();
  expect(row.fields).toMatchObject(born('boss', 'boss@site.example'));
  expect(await h.link(mallory)).toMatchObject({ state: 'parked', hold: { guard: 'adopt', account: row.id } });
});

test('an administrator’s account is joined by no pushed id, whatever it shows', async () => {
  const h = await start({ client: 'idp' });
  const row = h.stub.place(born('mallory'), { roles: ['administrator'] });
  const mallory = await h.addUser(person('mallory', { title: 'Taken' }), row.id);
  await h.settled();
  expect(row.fields.title).toBe('New');
  expect(await h.link(mallory)).toMatchObject({ state: 'parked', reason: expect.stringContaining('administrator') });
});

test('whoever may have registered there is reported, not imported; whom somebody else made is', async () => {
  const stub = createStubSite();
  stub.openRegistration = true;
  const h = await start({ stub });
  h.stub.place(born('visitor'));
  h.stub.edit('visitor', {}, 'visitor');
  h.stub.place(born('colleague'));
  h.stub.edit('colleague', {}, 'the editor');
  await h.settled();
  const names = (
    await h.store.resources.query({ directory: 'main', client: 'idp' }, { type: 'User', startIndex: 1, count: 9 })
  ).resources;
  expect(names.map(({ attributes }) => attributes.userName)).toEqual(['colleague']);
  expect(await h.orchestrator.inbox()).toMatchObject([{ label: 'visitor', hold: { guard: 'new-account' } }]);
});

test('a group of another application’s is not this one’s to fill', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  const scope = { directory: 'main', client: 'application:shop' };
  const group = { type: 'Group', id: 'shop-group' };
  const journal = {
    actor: 'application:shop',
    action: 'create',
    directory: 'main',
    resourceType: 'Group',
    resourceId: group.id,
  };
  await h.store.resources.commit({
    ...group,
    scope,
    expectVersion: 0,
    resource: { displayName: 'Editors' },
    marks: [{ ...group, reach: 'self' }],
    journal,
  });
  running.splice(running.indexOf(h), 1);
  await h.stop();
  const next = await startHarness({ twoWay: { ...twoWay, authority: {} } }, { store: h.store, stub: h.stub });
  running.push(next);
  await next.settled();
  h.stub.edit('anna', { roles: ['subscriber', 'editor'] });
  await next.orchestrator.pull('blog');
  await next.settled();
  expect(await h.store.resources.listMembers(scope, { group: group.id, limit: 9 })).toEqual([]);
  expect((await next.link(anna)).back?.conflicts).toHaveProperty('roles');
});

test('a leaver’s word that comes while the account is read is not written over', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna'));
  await h.settled();
  h.stub.edit('anna', { active: false });
  await h.settled();
  let said = false;
  h.stub.after = async (call) => {
    if (call !== 'get' || said) return;
    said = true;
    await h.put(anna, person('anna', { active: false }));
    await h.setUser(anna, person('anna', { active: false, title: 'gone' }));
  };
  h.stub.edit('anna', { active: true });
  await h.settled();
  expect(said).toBe(true);
  expect((await h.read(anna))?.attributes).toMatchObject({ active: false });
  expect(h.stub.byLogin('anna')?.active).toBe(false);
});
