import assert from 'node:assert/strict';
import { filterTables } from './filter-rows.js';
import { findIds, resolvePersonFilter } from './filter-steps.js';
import { createPeople, type PersonName } from './people.js';
import type { StoreCase } from './store-case.js';
import { waitForClock } from './store-context.js';

const tableCases = Object.entries(filterTables).map(
  ([subject, rows]): StoreCase => ({
    name: `filter: ${subject}`,
    async run(context) {
      const people = await createPeople(context);
      const found: string[] = [];
      for (const [filter] of rows) {
        const ids = await findIds(context, filter);
        found.push(`${filter} → ${ids.map((id) => nameOf(people, id)).join(' ')}`);
      }
      assert.deepEqual(
        found,
        rows.map(([filter, expected]) => `${filter} → ${expected.join(' ')}`),
      );
    },
  }),
);

export const filterCases: readonly StoreCase[] = [
  ...tableCases,
  {
    name: 'filter: ids and dates of the resources themselves',
    async run(context) {
      const { ada, eve, zoe, zhanna, min } = await createPeople(context);
      await waitForClock();
      const changed = await context.change(ada, { resource: { ...ada.attributes, title: 'Lady' } });
      const inZone = new Date(Date.parse(zoe.created) + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
      const rows = [
        [`id eq "${eve.id}"`, [eve]],
        [`id eq "${eve.id.toUpperCase()}"`, eve.id === eve.id.toUpperCase() ? [eve] : []],
        [`id gt "${zoe.id}"`, [zhanna, min]],
        [`id ge "${zoe.id}" and id lt "${min.id}"`, [zoe, zhanna]],
        [`id sw "${eve.id.slice(0, 8)}"`, [ada, eve, zoe, zhanna, min]],
        [`meta.created eq "${zoe.created}"`, [zoe]],
        [`meta.created eq "${inZone}"`, [zoe]],
        [`meta.created gt "${inZone}"`, [zhanna, min]],
        [`meta.created lt "${zoe.created}"`, [ada, eve]],
        [`meta.created le "${zoe.created}"`, [ada, eve, zoe]],
        [`meta.created ne "${zoe.created}"`, [ada, eve, zhanna, min]],
        [`meta.lastModified ge "${changed.lastModified}"`, [ada]],
        [`meta.lastModified lt "${changed.lastModified}"`, [eve, zoe, zhanna, min]],
        [`not (meta.lastModified gt "${min.lastModified}")`, [eve, zoe, zhanna, min]],
      ] as const;
      for (const [filter, expected] of rows) {
        assert.deepEqual(
          await findIds(context, filter),
          expected.map(({ id }) => id),
          filter,
        );
      }
    },
  },
  {
    name: 'filter: groups by their members, users by their groups',
    async run(context) {
      const { createUser, createGroup, change } = context;
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const nested = await createGroup('Nested');
      const staff = await createGroup('Staff', [ada.id, eve.id]);
      const crew = await createGroup('Crew', [eve.id, nested.id]);
      const gone = await createGroup('Gone', [ada.id]);
      await change(gone, { resource: 'trash' });
      const rows = [
        ['Group', `members.value eq "${ada.id}"`, [staff]],
        ['Group', `members eq "${eve.id}"`, [staff, crew]],
        ['Group', `members[value eq "${nested.id}"]`, [crew]],
        ['Group', `members.value eq "${eve.id}" and displayName eq "CREW"`, [crew]],
        ['Group', `members.value ne "${eve.id}"`, [nested, staff, crew]],
        ['Group', `not (members.value eq "${ada.id}")`, [nested, crew]],
        ['Group', 'members pr', [staff, crew]],
        ['Group', 'not (members.value pr)', [nested]],
        ['Group', 'members.value eq "unknown"', []],
        ['User', `groups.value eq "${staff.id}"`, [ada, eve]],
        ['User', `groups[value eq "${crew.id}"]`, [eve]],
        ['User', `groups.value ne "${staff.id}"`, [eve]],
        ['User', `not (groups eq "${crew.id}")`, [ada]],
        ['User', `groups.value eq "${gone.id}"`, []],
        ['User', 'groups pr', [ada, eve]],
        ['User', `groups.value eq "${nested.id}" or userName eq "ada"`, [ada]],
      ] as const;
      for (const [type, filter, expected] of rows) {
        assert.deepEqual(
          await findIds(context, filter, { type }),
          expected.map(({ id }) => id),
          filter,
        );
      }
      const alone = await createUser({ userName: 'alone' });
      assert.deepEqual(await findIds(context, 'groups eq null'), [alone.id]);
    },
  },
  {
    name: 'filter: each client sees its own externalIds',
    async run(context) {
      const { createUser, change, scope } = context;
      const other = { ...scope, client: 'second' };
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const eve = await createUser({ userName: 'eve' }, { externalId: 'x-2' });
      await change(eve, { externalId: 'x-1', scope: other });
      assert.deepEqual(await findIds(context, 'externalId eq "x-1"'), [ada.id]);
      assert.deepEqual(await findIds(context, 'externalId eq "x-1"', { scope: other }), [eve.id]);
      assert.deepEqual(await findIds(context, 'not (externalId pr)', { scope: other }), [ada.id]);
    },
  },
  {
    name: 'filter: follows every change, and never another type or directory',
    async run(context) {
      const { createUser, createGroup, change, scope } = context;
      const filter = 'displayName eq "staff" or emails.value eq "ada@example.com"';
      const before = await createUser({ userName: 'ada', emails: [{ value: 'ada@example.com' }] });
      const group = await createGroup('Staff');
      await createUser(before.attributes, { scope: { ...scope, directory: `${scope.directory}-elsewhere` } });
      assert.deepEqual(await findIds(context, filter), [before.id]);
      assert.deepEqual(await findIds(context, 'displayName eq "staff"', { type: 'Group' }), [group.id]);
      const moved = await change(before, { resource: { userName: 'ada', emails: [{ value: 'eve@example.com' }] } });
      assert.deepEqual(await findIds(context, filter), []);
      const named = await change(moved, { resource: { userName: 'ada', displayName: 'STAFF' } });
      assert.deepEqual(await findIds(context, filter), [before.id]);
      await change(named, { resource: 'trash' });
      assert.deepEqual(await findIds(context, filter), []);
    },
  },
  {
    name: 'filter: pages and total are of those that match',
    async run(context) {
      const { eve, zhanna } = await createPeople(context);
      const { store, scope } = context;
      const filter = resolvePersonFilter('title sw "100"');
      const query = { type: 'User', filter, count: 1 };
      const pages = await Promise.all(
        [1, 2, 3].map((startIndex) => store.resources.query(scope, { ...query, startIndex })),
      );
      assert.deepEqual(
        pages.map(({ total, resources }) => [total, ...resources.map(({ id }) => id)]),
        [[2, eve.id], [2, zhanna.id], [2]],
      );
    },
  },
];

function nameOf(people: Readonly<Record<PersonName, { readonly id: string }>>, id: string): string {
  return Object.entries(people).find(([, person]) => person.id === id)?.[0] ?? id;
}
