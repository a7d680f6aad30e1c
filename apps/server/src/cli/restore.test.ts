import { createMemoryStore, type JsonObject, type Store } from '@linkspan/core';
import { describe, expect, it } from 'vitest';
import { createTestHost } from '../testing/create-test-host.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { listTrash } from './list-trash.js';
import { type RestoreOptions, restore } from './restore.js';

const scope = { directory: 'main', client: 'idp' };

async function commit(
  store: Store,
  type: string,
  id: string,
  expectVersion: number,
  resource: JsonObject | 'trash',
  members: readonly string[] = [],
) {
  const journal = { actor: 'client:idp', action: 'test', directory: 'main', resourceType: type, resourceId: id };
  const add = members.length === 0 ? {} : { members: { add: members, remove: [] } };
  const outcome = await store.resources.commit({
    scope,
    type,
    id,
    expectVersion,
    resource,
    marks: [],
    journal,
    ...add,
  });
  expect(outcome.kind).toBe('committed');
}

/** Ada in Staff, and deleted; another Ada deleted before; a group Ada, too. */
async function prepare() {
  const store = createMemoryStore();
  await commit(store, 'User', 'u-0', 0, { userName: 'eve' });
  await commit(store, 'User', 'u-1', 0, { userName: 'ada' });
  await commit(store, 'Group', 'g-1', 0, { displayName: 'Staff' }, ['u-1']);
  await commit(store, 'User', 'u-1', 1, 'trash');
  await commit(store, 'User', 'u-0', 1, 'trash');
  return store;
}

async function run(store: Store, name: string, options: RestoreOptions = {}) {
  const terminal = createTestTerminal();
  const code = await restore(terminal, createTestHost({}, store), name, options);
  return { code, lines: terminal.lines };
}

describe('linkspan restore', () => {
  it.each(['ADA', 'u-1'])('brings back by %s, and says where the person is again', async (name) => {
    const store = await prepare();
    const { code, lines } = await run(store, name);
    expect(code).toBe(0);
    expect(lines[0]).toBe('Restored: User ada (u-1), in Staff.');
    const [line] = await store.journal.list({ resourceId: 'u-1', limit: 1 });
    expect(line).toMatchObject({ actor: 'operator', action: 'restore' });
    expect((await run(store, name)).code).toBe(1);
  });

  it('says who has the userName by now', async () => {
    const store = await prepare();
    await commit(store, 'User', 'u-2', 0, { userName: 'Ada' });
    expect(await run(store, 'ada')).toEqual({
      code: 1,
      lines: [
        '! linkspan: ada was not restored: its userName belongs to User Ada (u-2) by now. Rename or delete that one first.',
      ],
    });
  });

  it('asks for the id where several are called so, and for the type', async () => {
    const store = await prepare();
    await commit(store, 'Group', 'g-2', 0, { displayName: 'Ada' });
    await commit(store, 'Group', 'g-2', 1, 'trash');
    const { code, lines } = await run(store, 'ada');
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringContaining('several that were deleted are called ada'),
      expect.stringMatching(/Group {2}Ada {2}g-2 {2}deleted by idp$/),
      expect.stringMatching(/User {3}ada {2}u-1 {2}deleted by idp$/),
    ]);
    expect((await run(store, 'ada', { type: 'Group' })).lines[0]).toBe('Restored: Group Ada (g-2).');
  });

  it('lists the trash, what was deleted last first', async () => {
    const store = await prepare();
    const terminal = createTestTerminal();
    await listTrash(terminal, createTestHost({}, store), { limit: 1 });
    expect(terminal.lines).toEqual([
      expect.stringMatching(/User {3}eve {2}u-0 {2}deleted by idp$/),
      'To bring one back, with its groups and accounts: linkspan restore <userName|id>',
    ]);
  });
});
