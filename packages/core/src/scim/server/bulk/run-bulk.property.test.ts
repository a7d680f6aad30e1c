import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../json.js';
import { createTestClient, enterpriseUser, group, patch, user } from '../__fixtures__/create-test-client.js';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly bulkId?: string;
  readonly data?: Json;
}

const id = fc.constantFrom('0001', '0002', '0003', '0009');
const userName = fc.constantFrom('ann', 'bob', 'cid', '');
const change = fc.constantFrom<Json>(
  { op: 'replace', path: 'displayName', value: 'x' },
  { op: 'add', path: 'members', value: [{ value: '0001' }] },
  { op: 'remove', path: 'title' },
);
const operation: fc.Arbitrary<Operation> = fc.oneof(
  userName.map((name) => ({ method: 'POST', path: '/Users', data: user(name) })),
  fc.array(id, { maxLength: 2 }).map((ids) => ({ method: 'POST', path: '/Groups', data: group('Staff', ...ids) })),
  fc.tuple(id, userName).map(([at, name]) => ({ method: 'PUT', path: `/Users/${at}`, data: user(name) })),
  fc
    .tuple(fc.constantFrom('Users', 'Groups'), id, change)
    .map(([type, at, one]) => ({ method: 'PATCH', path: `/${type}/${at}`, data: patch(one) })),
  fc.tuple(fc.constantFrom('Users', 'Groups'), id).map(([type, at]) => ({ method: 'DELETE', path: `/${type}/${at}` })),
);

test('a bulk request does what its operations do one by one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 1, maxLength: 8 }), async (operations) => {
      const whole = createTestClient();
      const single = createTestClient();
      const { json } = await whole.send('POST', '/Bulk', {
        schemas,
        Operations: operations.map((one) => ({ ...one })),
      });
      const statuses: string[] = [];
      for (const { method, path, data } of operations) {
        statuses.push(String((await single.send(method, path, data)).status));
      }
      expect(json['Operations']).toMatchObject(statuses.map((status) => ({ status })));
      const shown = '/?excludedAttributes=meta.created,meta.lastModified';
      expect((await whole.send('GET', shown)).json).toEqual((await single.send('GET', shown)).json);
    }),
    { numRuns: 150 },
  );
});

const people = 5;
const groups = 4;

test('whatever refers to whatever, in any order and in circles, is there afterwards', async () => {
  const manager = fc.option(fc.nat(people - 1), { nil: undefined });
  const member = fc.nat(people + groups - 1);
  const graph = fc.record({
    managers: fc.array(manager, { minLength: people, maxLength: people }),
    members: fc.array(fc.uniqueArray(member, { maxLength: 4 }), { minLength: groups, maxLength: groups }),
    order: fc.shuffledSubarray([...Array(people + groups).keys()], { minLength: people + groups }),
  });
  await fc.assert(
    fc.asyncProperty(graph, async ({ managers, members, order }) => {
      const { send } = createTestClient();
      const named = members.map((ids, index) => ids.filter((one) => one !== people + index));
      const operations = order.map((node): Operation => {
        const bulkId = `n${node}`;
        if (node >= people) {
          const ids = (named[node - people] ?? []).map((one) => `bulkId:n${one}`);
          return { method: 'POST', path: '/Groups', bulkId, data: group(bulkId, ...ids) };
        }
        const boss = managers[node];
        const more = boss === undefined ? {} : { [enterpriseUser]: { manager: { value: `bulkId:n${boss}` } } };
        return { method: 'POST', path: '/Users', bulkId, data: user(bulkId, more) };
      });
      const { json } = await send('POST', '/Bulk', { schemas, Operations: operations.map((one) => ({ ...one })) });
      expect(json['Operations']).toMatchObject(operations.map(({ bulkId }) => ({ bulkId, status: '201' })));
      const all = (await send('GET', '/')).json.Resources;
      const idOf = (node: number) => all.find((one) => [one['userName'], one['displayName']].includes(`n${node}`))?.id;
      for (const [node, boss] of managers.entries()) {
        const { json: shown } = await send('GET', `/Users/${idOf(node)}`);
        const found = Object(shown[enterpriseUser] ?? {}).manager?.value;
        expect(found).toBe(boss === undefined ? undefined : idOf(boss));
      }
      for (const [index, ids] of named.entries()) {
        const { json: shown } = await send('GET', `/Groups/${idOf(people + index)}`);
        expect(new Set(shown.members.map(({ value }) => value))).toEqual(new Set(ids.map(idOf)));
      }
    }),
    { numRuns: 100 },
  );
});
