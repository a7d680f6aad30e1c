import { describe, expect, test } from 'vitest';
import type { Connector, ConnectorModule } from '../../connector/connector.js';
import { createConnectorContext } from '../../connector/create-connector-context.js';
import { type ToyFaults, toyModule } from './__fixtures__/toy-connector.js';
import { memberPageSize } from './__fixtures__/toy-groups.js';
import {
  createToySite,
  type GroupFault,
  protectedId,
  type SharedFault,
  type UserFault,
} from './__fixtures__/toy-site.js';
import { pageSize } from './__fixtures__/toy-table.js';
import type { ConnectorHarness } from './connector-harness.js';
import { testConnector } from './test-connector.js';

const silent = { debug() {}, info() {}, warn() {} };
const context = createConnectorContext({ name: 'toy', log: silent, signal: new AbortController().signal });

function makeToy(faults?: ToyFaults): { module: ConnectorModule; harness: ConnectorHarness } {
  const site = createToySite();
  const module = toyModule(site, faults);
  const connect = (token: string): Connector => {
    if (module.connect === undefined) throw new Error('the toy cannot connect');
    return module.connect({ token }, context);
  };
  const harness: ConnectorHarness = {
    connect,
    fields: (n) => ({
      login: `Ann.${n}`,
      email: `Ann.${n}@toy.example`,
      first: `Ann ${n}`,
      last: `Number ${n}`,
      country: `c${n}`,
    }),
    clearable: ['first', 'last'],
    text: ['first', 'last'],
    roles: { managed: ['reader', 'author'], unmanaged: 'shop' },
    pageSize,
    protectedId: async () => protectedId,
    reassignTo: async () => protectedId,
    content: {
      async create(accountId) {
        const id = `post-${site.content.size}`;
        site.content.set(id, accountId);
        return id;
      },
      findOwner: async (id) => site.content.get(id),
    },
    groups: {
      fields: (n) => ({
        name: `Crew ${n}`,
        mail: `Crew.${n}@toy.example`,
        about: `About ${n}`,
        note: `Note ${n}`,
        country: `c${n}`,
      }),
      clearable: ['about', 'note'],
      text: ['about', 'note'],
      pageSize,
      protectedId: async () => protectedId,
      uniqueNames: true,
      members: { list: async (groupId) => site.members.get(groupId) ?? [], pageSize: memberPageSize },
    },
  };
  return { module, harness };
}

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

  const sharedFaults: readonly (readonly [SharedFault, string])[] = [
    ['a rule is misspelt', 'the rules name SCIM attributes that exist, and each remote field once'],
    ['create drops a field', 'a created account is read back as the same account, with what was sent'],
    ['create overwrites', 'to create an account twice is a conflict, and leaves the first as it was'],
    ['conflicts are plain errors', 'every rejection is a ConnectorError'],
    ['identity is the same for all', 'no two accounts have one id or one identity'],
    ['identity follows the e-mail', 'an account keeps its identity over updates'],
    ['find does not know one field', 'an account is found by each field that correlates'],
    ['find takes a prefix', 'no part of a value and no wildcard finds an account'],
    ['find takes a wildcard', 'no part of a value and no wildcard finds an account'],
    ['find minds case', 'another case finds an account where the rule says that case does not matter, and only there'],
    [
      'find ignores case everywhere',
      'another case finds an account where the rule says that case does not matter, and only there',
    ],
    ['find throws for nobody', 'what is not there is not found, which is no error'],
    ['update empties the rest', 'an update of one field leaves the others alone'],
    ['update answers with what was before', 'an update gives the account back as it then is'],
    ['update cannot clear', 'a field is set to nothing'],
    ['update stores a country in capitals', 'once applied, nothing is left to change'],
    ['ampersands are escaped', 'ampersands, quotes and other scripts survive'],
    ['list leaves out the last', 'a listing has every account once, and says that it is complete'],
    ['list repeats at a page', 'a listing has every account once, and says that it is complete'],
    ['list says that it is incomplete', 'a listing has every account once, and says that it is complete'],
    ['list shows less than get', 'a listing shows accounts as they are'],
    ['list turns around', 'a listing keeps its order'],
    ['cursors belong to the connection', 'a listing resumes from any page, after a restart too'],
    ['get shows the removed', 'a removed account is not found'],
    ['remove fails the second time', 'to remove twice is fine'],
    ['update brings back the removed', 'an update of what was removed is not-found, and brings nothing back'],
    ['nobody is protected', 'an account that nobody may touch says why, an ordinary one does not'],
    ['signals are not looked at', 'an aborted signal ends every call, and nothing is written'],
  ];
  const userFaults: readonly (readonly [UserFault, string])[] = [
    ['a check fails', 'all checks pass'],
    ['a check throws for wrong credentials', 'wrong credentials fail one check, with a hint, and the rest is skipped'],
    ['checks do not look at the credentials', 'wrong credentials fail one check, with a hint, and the rest is skipped'],
    ['the site is named after the connection', 'the site is the same each time it is asked, and has a name'],
    ['deactivate says active', 'a deactivated account is reported inactive, and is the same account'],
    ['deactivate fails the second time', 'to deactivate twice is fine'],
    ['reactivate gives everything back', 'a reactivated account does not get back what was taken meanwhile'],
    ['reactivate forgets the roles', 'a reactivated account is active again and has what it had, roles too'],
    ['reactivate does nothing', 'a reactivated account is active again and has what it had, roles too'],
    ['what others own is counted', 'what an account owns is counted'],
    ['content goes with the account', 'what a removed account owned belongs to the account that was named'],
    [
      'remove needs no heir',
      'a removal that names nobody is refused where the vendor demands a name, and removes nothing',
    ],
    ['roles are replaced', 'roles are added and removed, and others are left alone'],
    ['nobody is privileged', 'an account with a privileged role says so, an ordinary one does not'],
  ];
  const groupFaults: readonly (readonly [GroupFault, string])[] = [
    ['groups have no name', 'groups: a rule says where the displayName goes'],
    ['members are a field as well', 'groups: members are no field of the rules, and at least one goes with an update'],
    ['a name is taken over', 'groups: to take a name that is taken is a conflict, and changes nothing'],
    [
      'a change of members gives back a group without its fields',
      'groups: members are added, and the answer is the group as it then is',
    ],
    ['adding who is in fails', 'groups: to add who is in is done'],
    ['beside additions nobody is removed', 'groups: members are removed while others are added'],
    ['removing who is out fails', 'groups: to remove who is out is done'],
    ['removing who is gone fails', 'groups: to remove somebody whose account is gone is done'],
    [
      'adding who is gone says not-found',
      'groups: to add somebody whose account is gone does not say that the group is gone',
    ],
    [
      'additions replace what another connection added',
      'groups: other members are left alone, also when the group gets another name',
    ],
    ['a new name empties the group', 'groups: other members are left alone, also when the group gets another name'],
    ['a long list is cut', 'groups: as many as an update takes go at once, and whoever is in is removed from any page'],
    [
      'only the first page of members is searched',
      'groups: as many as an update takes go at once, and whoever is in is removed from any page',
    ],
    ['a group is added as a user', 'groups: a group stands in a group, and leaves it'],
    ['members of a removed group are kept', 'groups: a change of the members of a removed group is not-found'],
    [
      'the signal is not looked at for members',
      'groups: an aborted signal ends a change of members, and nothing is written',
    ],
    ['groups have no rules', 'the module has rules for groups where the connector has groups, and only there'],
  ];
  const rows: readonly (readonly [ToyFaults, string])[] = [
    ...[...sharedFaults, ...userFaults].map(([users, name]) => [{ users }, name] as const),
    ...sharedFaults.map(([groups, name]) => [{ groups }, `groups: ${name}`] as const),
    ...groupFaults.map(([groups, name]) => [{ groups }, name] as const),
  ];
  test.each(rows)('where %o, exactly one case fails: %s', async (faults, expected) => {
    const { module, harness } = makeToy(faults);
    expect(await failures(module, harness)).toEqual([expected]);
  });

  test('has a fault for every case', async () => {
    const { module, harness } = makeToy();
    const { cases } = await testConnector(module, harness);
    expect(new Set(rows.map(([, name]) => name))).toEqual(new Set(cases.map(({ name }) => name)));
  });

  test('says which cases it left out for a connector that can only read, and why', async () => {
    const { module, harness } = makeToy();
    const readOnly = async (credentials: 'right' | 'wrong'): Promise<Connector> => {
      const { users, groups, ...connector } = await harness.connect(credentials);
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
