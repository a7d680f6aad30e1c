import { describe, expect, test } from 'vitest';
import type { Connector, ConnectorModule } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { faultRows } from './__fixtures__/fault-rows.js';
import { makeToy } from './__fixtures__/make-toy.js';
import type { ConnectorHarness } from './connector-harness.js';
import { testConnector } from './test-connector.js';

async function failures(module: ConnectorModule, harness: ConnectorHarness): Promise<readonly string[]> {
  const { cases } = await testConnector(module, harness);
  const failed: string[] = [];
  for (const one of cases) await one.run().catch(() => failed.push(one.name));
  return failed;
}

describe('the connector kit', () => {
  test('passes a connector that keeps the contract, and leaves nothing out', async () => {
    const { module, harness } = makeToy();
    expect((await testConnector(module, harness)).skipped).toEqual([]);
    expect(await failures(module, harness)).toEqual([]);
  });

  test.each(faultRows)('where %o, exactly one case fails: %s', async (faults, expected) => {
    const { module, harness } = makeToy(faults);
    expect(await failures(module, harness)).toEqual([expected]);
  });

  test('has a fault for every case', async () => {
    const { module, harness } = makeToy();
    const { cases } = await testConnector(module, harness);
    expect(new Set(faultRows.map(([, name]) => name))).toEqual(new Set(cases.map(({ name }) => name)));
  });

  test.each([
    ['after some milliseconds', 25],
    ['once it is told to go on', 'told'],
  ] as const)('passes a vendor whose changes show %s', async (_, late) => {
    const { module, harness } = makeToy({}, late);
    expect(await failures(module, harness)).toEqual([]);
  });

  test('asks nothing of changes where this installation cannot tell them', async () => {
    const { module, harness } = makeToy();
    const changes = async () => Promise.reject(new ConnectorError('unsupported', 'toy: no companion'));
    const connect = async (credentials: 'right' | 'wrong'): Promise<Connector> => {
      const { users, ...connector } = await harness.connect(credentials);
      return users === undefined ? connector : { ...connector, users: { ...users, changes } };
    };
    const { cases, skipped } = await testConnector(module, { ...harness, connect });
    expect(new Set(skipped.map(({ missing }) => missing.join()))).toEqual(new Set(['changes']));
    expect(cases.map(({ name }) => name)).toContain('groups: an account that we make shows up behind the checkpoint');
  });

  test('says which cases it left out for a connector that can only read, and why', async () => {
    const { module, harness } = makeToy();
    const readOnly = async (credentials: 'right' | 'wrong'): Promise<Connector> => {
      const { users, groups, webhook, ...connector } = await harness.connect(credentials);
      return users === undefined ? connector : { ...connector, users: { get: users.get } };
    };
    const { groups, ...ofUsers } = module;
    const { cases, skipped } = await testConnector(ofUsers, { connect: readOnly, fields: harness.fields });
    expect(cases.map(({ name }) => name)).toEqual([
      'all checks pass',
      'wrong credentials fail one check, with a hint, and the rest is skipped',
      'the site is the same each time it is asked, and has a name',
      'the module has rules for groups where the connector has groups, and only there',
      'the rules name SCIM attributes that exist, and each remote field once',
      'no two rules read into one attribute',
    ]);
    expect(skipped).toContainEqual({
      name: 'a listing resumes from any page, after a restart too',
      missing: ['create', 'list', 'harness.pageSize'],
    });
  });

  test('asks nothing of groups that the harness does not know, and says so', async () => {
    const { module, harness } = makeToy();
    const { groups, ...ofUsers } = harness;
    const silent = await testConnector(module, ofUsers);
    expect(silent.cases.filter(({ name }) => name.startsWith('groups: '))).toEqual([]);
    expect(new Set(silent.skipped.flatMap(({ missing }) => missing))).toEqual(new Set(['harness.groups']));

    if (groups === undefined) throw new Error('the harness knows no groups');
    const { uniqueNames, ...others } = groups;
    expect((await testConnector(module, { ...ofUsers, groups: others })).skipped).toEqual([
      {
        name: 'groups: to take a name that is taken is a conflict, and changes nothing',
        missing: ['harness.groups.uniqueNames'],
      },
      {
        name: 'groups: to create an account twice is a conflict, and leaves the first as it was',
        missing: ['harness.groups.uniqueNames'],
      },
    ]);
  });

  test('resets before each case and disposes of every connection', async () => {
    const { module, harness } = makeToy();
    let open = 0;
    let resets = 0;
    const counted: ConnectorHarness = {
      ...harness,
      async reset() {
        expect(open).toBe(0);
        resets += 1;
      },
      async connect(credentials) {
        open += 1;
        const dispose = async () => {
          open -= 1;
        };
        return { ...(await harness.connect(credentials)), dispose };
      },
    };
    const { cases } = await testConnector(module, counted);
    for (const one of cases) await one.run();
    expect(open).toBe(0);
    expect(resets).toBe(cases.length);
  });
});
