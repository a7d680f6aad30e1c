import { createMemoryStore, type JsonObject, type Store } from '@linkspan/core';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { findStrangeOwners } from './find-strange-owners.js';
import { type OwnOptions, own } from './own.js';
import { showStrangeOwners } from './show-strange-owners.js';

let store: Store;

async function create(client: string, type: string, id: string, resource: JsonObject) {
  const scope = { directory: 'main', client };
  const journal = {
    actor: `client:${client}`,
    action: 'create',
    directory: 'main',
    resourceType: type,
    resourceId: id,
  };
  await store.resources.commit({ scope, type, id, expectVersion: 0, resource, marks: [], journal });
}

beforeEach(async () => {
  store = createMemoryStore();
  await create('okta', 'User', 'u-1', { userName: 'ann' });
  await create('okta', 'User', 'u-2', { userName: 'bob' });
  await create('okta', 'Group', 'g-1', { displayName: 'Staff' });
  await create('entra', 'Group', 'g-2', { displayName: 'Staff' });
});

async function run(names: readonly string[], options: OwnOptions = {}) {
  const terminal = createTestTerminal();
  const clients = new Map([
    ['jumpcloud', 'main'],
    ['entra', 'main'],
    ['elsewhere', 'other'],
  ]);
  const code = await own(terminal, { store, clients }, names, options);
  return { code, lines: terminal.lines };
}

const ownerOf = async (type: string, id: string) =>
  (await store.resources.find({ directory: 'main', client: '' }, type, id))?.owner;

describe('linkspan own', () => {
  it.each(['ann', 'ANN', 'u-1'])('hands over one by userName or id: %s', async (name) => {
    const { code, lines } = await run([name, 'jumpcloud']);
    expect([code, lines]).toEqual([
      0,
      ['User ann (u-1) belongs to jumpcloud now; it was of okta, which may read it and not change it any more.'],
    ]);
    expect(await ownerOf('User', 'u-1')).toBe('jumpcloud');
    expect(await ownerOf('User', 'u-2')).toBe('okta');
    const [line] = await store.journal.list({ resourceId: 'u-1', limit: 1 });
    expect(line).toMatchObject({
      actor: 'operator',
      action: 'own',
      changes: { owner: { from: 'okta', to: 'jumpcloud' } },
    });
  });

  it('hands over nothing where a name is that of several', async () => {
    expect(await run(['staff', 'jumpcloud'])).toEqual({
      code: 1,
      lines: [
        '! linkspan: several are called staff. Name one by its id:',
        '!   Group g-1, of okta',
        '!   Group g-2, of entra',
      ],
    });
    expect((await run(['g-2', 'jumpcloud'])).code).toBe(0);
    expect([await ownerOf('Group', 'g-1'), await ownerOf('Group', 'g-2')]).toEqual(['okta', 'jumpcloud']);
  });

  it('of all says what would be, and does it with --yes', async () => {
    expect(await run(['jumpcloud'], { all: true, from: 'okta' })).toEqual({
      code: 0,
      lines: [
        'Would be handed over to jumpcloud: 2 users, 1 group of okta, and what is in the trash. Nothing was changed.',
        'To do it: linkspan own --all --from okta jumpcloud --yes',
      ],
    });
    expect(await ownerOf('User', 'u-1')).toBe('okta');
    const done = await run(['jumpcloud'], { all: true, from: 'okta', yes: true });
    expect(done.lines).toEqual([
      'Handed over to jumpcloud: 2 users, 1 group of okta. A running server takes the change to every application.',
    ]);
    expect([await ownerOf('User', 'u-1'), await ownerOf('Group', 'g-2')]).toEqual(['jumpcloud', 'entra']);
  });

  it.each([
    [
      ['ann', 'jumpcloud'],
      {},
      {
        type: 'User',
        id: 'u-1',
        name: 'ann',
        directory: 'main',
        from: 'okta',
        to: 'jumpcloud',
        outcome: 'handed-over',
      },
    ],
    [
      ['g-2', 'entra'],
      {},
      { type: 'Group', id: 'g-2', name: 'Staff', directory: 'main', from: 'entra', to: 'entra', outcome: 'unchanged' },
    ],
    [
      ['entra'],
      { all: true, from: 'okta' },
      { directory: 'main', from: 'okta', to: 'entra', done: false, resources: { User: 2, Group: 1 } },
    ],
  ] as const)('tells programs: %j %j', async (names, options, expected) => {
    const { lines } = await run(names, { ...options, json: true });
    expect(JSON.parse(lines.join())).toEqual(expected);
  });

  it.each([
    [['ann', 'elsewhere'], {}, 'no user or group ann in the directory "other"'],
    [['nobody', 'entra'], {}, 'no user or group nobody in the directory "main"'],
    [['entra'], { all: true, from: 'ghost' }, 'ghost owns nothing in the directory "main". Owners there: entra, okta.'],
  ] as const)('finds nothing: %j %j', async (names, options, said) => {
    const { code, lines } = await run(names, options);
    expect([code, lines.join()]).toEqual([1, expect.stringContaining(said)]);
  });

  it.each([
    [['ann'], {}],
    [['ann', 'jumpcloud', 'x'], {}],
    [['ann', 'jumpclod'], {}],
    [['jumpcloud'], { all: true }],
    [['ann', 'jumpcloud'], { from: 'okta' }],
    [['ann', 'jumpcloud'], { all: true, from: 'okta' }],
    [['ann', 'jumpcloud'], { yes: true }],
    [['entra'], { all: true, from: 'entra' }],
  ] as const)('does not guess what is meant: %j %j', async (names, options) => {
    await expect(run(names, options)).rejects.toMatchObject({ name: 'UsageError' });
    expect(await ownerOf('User', 'u-1')).toBe('okta');
  });
});

it('what belongs to whom the configuration does not know is told, with the command that hands it over', async () => {
  await create('application:blog', 'User', 'u-3', { userName: 'eve' });
  const configuration = { directories: ['main'], clients: {}, applications: {} };
  const terminal = createTestTerminal();
  showStrangeOwners(terminal, await findStrangeOwners(store.resources, configuration));
  expect(terminal.lines).toContain('  linkspan own --all --from application:blog <client>');
  expect(terminal.lines).toContain(
    'okta owns 2 users, 1 group in the directory "main", and does not write there by the configuration: no client can change them.',
  );
});
