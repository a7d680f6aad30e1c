import assert from 'node:assert/strict';
import type { WrittenPath } from '../../scim/filter.js';
import { comparable, findAttribute } from '../../scim/find-attribute.js';
import { createPeople, type PersonName } from './people.js';
import { enterprise, extra, personType } from './person-type.js';
import type { StoreCase } from './store-case.js';

type SortRow = readonly [path: WrittenPath, ascending: readonly PersonName[], descending: readonly PersonName[]];

/** Who has no value comes last when ascending and first when descending; equal ones stay in the order of creation. */
const rows: readonly SortRow[] = [
  [{ attribute: 'userName' }, ['ada', 'eve', 'min', 'zoe', 'zhanna'], ['zhanna', 'zoe', 'min', 'eve', 'ada']],
  [{ attribute: 'displayName' }, ['ada', 'zhanna', 'eve', 'zoe', 'min'], ['min', 'zoe', 'eve', 'ada', 'zhanna']],
  [
    { attribute: 'name', subAttribute: 'familyName' },
    ['ada', 'eve', 'zoe', 'zhanna', 'min'],
    ['zhanna', 'min', 'zoe', 'eve', 'ada'],
  ],
  [{ attribute: 'title' }, ['zhanna', 'eve', 'zoe', 'ada', 'min'], ['min', 'ada', 'zoe', 'eve', 'zhanna']],
  [{ attribute: 'active' }, ['eve', 'ada', 'zhanna', 'zoe', 'min'], ['zoe', 'min', 'ada', 'zhanna', 'eve']],
  [{ attribute: 'userType' }, ['zoe', 'ada', 'eve', 'zhanna', 'min'], ['zhanna', 'min', 'ada', 'eve', 'zoe']],
  [{ attribute: 'emails' }, ['ada', 'eve', 'zoe', 'zhanna', 'min'], ['zoe', 'zhanna', 'min', 'eve', 'ada']],
  [{ attribute: 'id' }, ['ada', 'eve', 'zoe', 'zhanna', 'min'], ['min', 'zhanna', 'zoe', 'eve', 'ada']],
  [{ attribute: 'externalId' }, ['ada', 'eve', 'zoe', 'zhanna', 'min'], ['zoe', 'zhanna', 'min', 'eve', 'ada']],
  [
    { attribute: 'meta', subAttribute: 'created' },
    ['ada', 'eve', 'zoe', 'zhanna', 'min'],
    ['min', 'zhanna', 'zoe', 'eve', 'ada'],
  ],
  [
    { schema: enterprise, attribute: 'department' },
    ['ada', 'zoe', 'eve', 'zhanna', 'min'],
    ['eve', 'zhanna', 'min', 'zoe', 'ada'],
  ],
  [
    { schema: extra, attribute: 'count' },
    ['zhanna', 'ada', 'zoe', 'eve', 'min'],
    ['eve', 'min', 'zoe', 'ada', 'zhanna'],
  ],
  [
    { schema: extra, attribute: 'code' },
    ['ada', 'zoe', 'eve', 'zhanna', 'min'],
    ['eve', 'zhanna', 'min', 'zoe', 'ada'],
  ],
  [{ attribute: 'profileUrl' }, ['ada', 'eve', 'zoe', 'zhanna', 'min'], ['ada', 'eve', 'zoe', 'zhanna', 'min']],
];

export const sortCases: readonly StoreCase[] = [
  {
    name: 'sort: each type both ways, without a value at the far end, equal ones by creation',
    async run(context) {
      const people = Object.entries(await createPeople(context));
      for (const [written, ascending, descending] of rows) {
        for (const [isDescending, expected] of [
          [false, ascending],
          [true, descending],
        ] as const) {
          const sort = { path: getSortPath(written), descending: isDescending };
          const query = { type: 'User', sort, startIndex: 1, count: 10 };
          const { total, resources } = await context.store.resources.query(context.scope, query);
          const found = resources.map(({ id }) => people.find(([, person]) => person.id === id)?.[0]);
          assert.deepEqual(found, expected, `${JSON.stringify(written)} ${isDescending ? 'descending' : 'ascending'}`);
          assert.equal(total, 5);
        }
      }
    },
  },
  {
    name: 'sort: pages continue one another, each resource once',
    async run({ createUser, scope, store }) {
      const ids: string[] = [];
      for (const [index, title] of ['b', 'a', undefined, 'B', 'a', undefined, 'c'].entries()) {
        const attributes = { userName: `user-${index}`, ...(title !== undefined && { title }) };
        ids.push((await createUser(attributes)).id);
      }
      const sort = { path: getSortPath({ attribute: 'title' }), descending: true };
      const found: (string | undefined)[] = [];
      for (const startIndex of [1, 3, 5, 7, 9]) {
        const page = await store.resources.query(scope, { type: 'User', sort, startIndex, count: 2 });
        assert.equal(page.total, 7);
        found.push(...page.resources.map(({ id }) => id));
      }
      assert.deepEqual(
        found,
        [2, 5, 6, 0, 3, 1, 4].map((index) => ids[index]),
      );
    },
  },
];

function getSortPath(written: WrittenPath) {
  const path = findAttribute(personType, written);
  assert.ok(path, `no attribute ${JSON.stringify(written)}`);
  return comparable(path);
}
