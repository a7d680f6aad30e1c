import assert from 'node:assert/strict';
import type { WrittenPath } from '../../scim/filter.js';
import { comparable, findAttribute } from '../../scim/find-attribute.js';
import type { ResourcePage, ResourcePlace, ResourceQuery } from '../../store/resource-store.js';
import { resolvePersonFilter } from './filter-steps.js';
import { createPeople } from './people.js';
import { extra, personType } from './person-type.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

type Walked = Omit<ResourceQuery, 'type' | 'startIndex' | 'count'>;

const paths: readonly WrittenPath[] = [
  { attribute: 'userName' },
  { attribute: 'displayName' },
  { attribute: 'name', subAttribute: 'familyName' },
  { attribute: 'title' },
  { attribute: 'active' },
  { attribute: 'emails' },
  { attribute: 'id' },
  { attribute: 'externalId' },
  { attribute: 'meta', subAttribute: 'created' },
  { attribute: 'meta', subAttribute: 'lastModified' },
  { schema: extra, attribute: 'count' },
  { schema: extra, attribute: 'ratio' },
  { schema: extra, attribute: 'code' },
  { schema: extra, attribute: 'flag' },
  { attribute: 'profileUrl' },
];

const queries: readonly (readonly [what: string, query: Walked])[] = [
  ['by id', {}],
  ['by id, filtered by an index', { filter: resolvePersonFilter('active eq true or userName sw "m"') }],
  ['by id, filtered by none', { filter: resolvePersonFilter('title pr and not (userType eq "Contractor")') }],
  ...paths.flatMap((written) =>
    [false, true].map((descending) => {
      const sort = { path: getPath(written), descending };
      return [`by ${JSON.stringify(written)} ${descending ? 'descending' : 'ascending'}`, { sort }] as const;
    }),
  ),
  [
    'by a sort, filtered',
    { sort: { path: getPath({ attribute: 'title' }), descending: true }, filter: resolvePersonFilter('active pr') },
  ],
];

export const placeCases: readonly StoreCase[] = [
  {
    name: 'pages by place, there and back, are the list: each order, with values that are equal and that are absent',
    async run(context) {
      await createPeople(context);
      // Equal to others, and without anything.
      await context.createUser({ userName: 'twin', title: 'COUNTESS', active: true, displayName: 'ada lovelace' });
      await context.createUser({ userName: 'bare' });
      for (const [what, query] of queries) {
        const whole = { ...query, type: 'User', startIndex: 1, count: 100 };
        const { total, resources } = await context.store.resources.query(context.scope, whole);
        const ids = resources.map(({ id }) => id);
        for (const count of [1, 2, 3, 7, 8]) {
          const there = await walk(context, query, count, 'next');
          assert.deepEqual(there.ids, ids, `${what}, pages of ${count}`);
          assert.equal(there.total, total, what);
          const back = await walk(context, query, count, 'previous', there.last?.previous);
          const rest = ids.slice(0, ids.length - there.lastSize);
          assert.deepEqual(back.ids, rest, `${what}, pages of ${count}, backwards`);
          if (rest.length > 0) assert.ok(back.last?.next, `${what}: a page before another is followed by it`);
        }
      }
    },
  },
  {
    name: 'pages by place: a place stays where it is when the resource there is gone, and others come and go',
    async run(context) {
      const { createUser, change, store, scope } = context;
      const made = [];
      for (let index = 0; index < 6; index += 1) made.push(await createUser({ userName: `user-${index}` }));
      const sort = { path: getPath({ attribute: 'userName' }), descending: false };
      for (const query of [{}, { sort }]) {
        const { next, resources } = await ask(context, { ...query, from: 'start' }, 2);
        assert.ok(next);
        assert.equal(resources.at(-1)?.id, made[1]?.id);
        const following = await ask(context, { ...query, from: next, withoutTotal: true }, 2);
        assert.deepEqual(idsOf(following), [made[2]?.id, made[3]?.id]);
      }
      const { next } = await ask(context, { from: 'start' }, 2);
      assert.ok(next && made[0] && made[1] && made[2]);
      for (const gone of [made[0], made[1], made[2]]) await change(gone, { resource: 'trash' });
      const late = await createUser({ userName: 'late' });
      const rest = await ask(context, { from: next, withoutTotal: true }, 10);
      assert.deepEqual(idsOf(rest), [made[3]?.id, made[4]?.id, made[5]?.id, late.id]);
      assert.equal(rest.next, undefined);
      assert.ok(rest.previous);
      assert.deepEqual(idsOf(await ask(context, { from: rest.previous }, 10)), []);
      const { total } = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 0, from: 'start' });
      assert.equal(total, 4);
    },
  },
  {
    name: 'pages by place: nothing at all, and the total alone, follow on nothing',
    async run(context) {
      const nothing = { total: 0, resources: [] };
      assert.deepEqual(await ask(context, { from: 'start' }, 10), nothing);
      assert.deepEqual(await ask(context, { from: 'start', filter: resolvePersonFilter('title co "x"') }, 10), nothing);
      await context.createUser({ userName: 'ada' });
      assert.deepEqual(await ask(context, { from: 'start' }, 0), { total: 1, resources: [] });
    },
  },
  {
    name: 'pages by place: the members of a group, by what they belong to',
    async run(context) {
      const { createUser, createGroup } = context;
      const ids: string[] = [];
      for (let index = 0; index < 7; index += 1) ids.push((await createUser({ userName: `user-${index}` })).id);
      const inner = await createGroup('Inner', [ids[6] ?? '']);
      const staff = await createGroup('Staff', [inner.id, ...ids.slice(0, 5)]);
      const filter = resolvePersonFilter(`groups.value eq "${staff.id}"`);
      for (const count of [2, 5, 100]) {
        const there = await walk(context, { filter }, count, 'next');
        assert.deepEqual([there.ids, there.total], [ids.slice(0, 5), 5], `pages of ${count}`);
      }
      const some = resolvePersonFilter(`groups.value eq "${staff.id}" and not (userName eq "user-3")`);
      const rest = await walk(context, { filter: some }, 2, 'next');
      assert.deepEqual([rest.ids, rest.total], [[...ids.slice(0, 3), ids[4]], 4]);
      await context.change(staff, { resource: 'trash' });
      assert.deepEqual((await walk(context, { filter }, 2, 'next')).ids, []);
    },
  },
];

function ask({ store, scope }: StoreContext, query: Walked, count: number): Promise<ResourcePage> {
  return store.resources.query(scope, { type: 'User', startIndex: 1, count, ...query });
}

async function walk(
  context: StoreContext,
  query: Walked,
  count: number,
  side: 'next' | 'previous',
  start?: ResourcePlace,
) {
  const pages: (readonly string[])[] = [];
  let last: ResourcePage | undefined;
  let from: 'start' | ResourcePlace | undefined = start ?? (side === 'next' ? 'start' : undefined);
  let total = 0;
  while (from !== undefined) {
    // A place goes out and comes back as JSON.
    const place: 'start' | ResourcePlace = JSON.parse(JSON.stringify(from));
    const page = await ask(context, { ...query, from: place, withoutTotal: from !== 'start' }, count);
    if (from === 'start') total = page.total;
    assert.ok(pages.length < 20, 'the walk comes to no end');
    pages.push(idsOf(page));
    last = page;
    from = page[side];
  }
  const ids = side === 'next' ? pages.flat() : pages.toReversed().flat();
  return { ids, total, last, lastSize: pages.at(-1)?.length ?? 0 };
}

function idsOf({ resources }: ResourcePage): readonly string[] {
  return resources.map(({ id }) => id);
}

function getPath(written: WrittenPath) {
  const path = findAttribute(personType, written);
  assert.ok(path, `no attribute ${JSON.stringify(written)}`);
  return comparable(path);
}
