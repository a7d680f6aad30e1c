import type { Json } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Placed, Probe } from '../probe.js';
import type { Requirement } from '../requirement.js';

const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users'],
  run,
});
const mine = (name: string) => `filter=${encodeURIComponent(`userName sw "${name}-"`)}`;

/** Three users with a beginning of their own, by which they are found together: `c`, `a`, `B`. */
async function three(probe: Probe): Promise<{ readonly name: string; readonly users: readonly Placed[] }> {
  const name = probe.name();
  const users: Placed[] = [];
  for (const one of ['c', 'a', 'B']) users.push(await probe.user({ userName: `${name}-${one}` }));
  return { name, users };
}

const ends = (found: readonly Json[]) => found.map((one) => String(at(one, 'userName')).split('-').at(-1) ?? '');

export const listRows: readonly Requirement[] = [
  row(
    '3.4.2',
    'a list is a ListResponse with totalResults',
    'A query is answered with a ListResponse; "totalResults" is required, and "Resources" where it is not 0.',
    async (probe) => {
      await probe.user();
      const answer = await probe.get('/Users');
      const found = demand.list(answer);
      demand.that(found.length > 0, 'at least the user that was just made', at(answer.json, 'Resources'));
    },
  ),
  {
    ...row(
      '3.4.2',
      'a query that finds nobody is 200 with 0',
      'A query without matches is 200 with totalResults 0, never 404.',
      async (probe) => {
        const answer = await probe.get(`/Users?filter=${encodeURIComponent(`userName eq "${probe.name()}"`)}`);
        demand.equal(demand.list(answer).length, 0, 'resources');
        demand.equal(at(answer.json, 'totalResults'), 0, '"totalResults"');
      },
    ),
    needs: ['users', 'filter'],
    reads: true,
  },
  {
    ...row(
      '3.4.2',
      'totalResults counts what matches',
      '"totalResults" is the number of all results, of which the page shows some.',
      async (probe) => {
        const { name } = await three(probe);
        const answer = await probe.get(`/Users?count=1&${mine(name)}`);
        demand.equal(demand.list(answer).length, 1, 'resources');
        demand.equal(at(answer.json, 'totalResults'), 3, '"totalResults"');
      },
    ),
    needs: ['users', 'filter'],
  },
  {
    ...row(
      '3.4.2',
      'a page says where it begins and how many it has',
      '"startIndex" and "itemsPerPage" are required where a page is a part of the results.',
      async (probe) => {
        const { name } = await three(probe);
        const answer = await probe.get(`/Users?startIndex=2&count=1&${mine(name)}`);
        demand.equal(demand.list(answer).length, 1, 'resources');
        demand.equal(at(answer.json, 'startIndex'), 2, '"startIndex"');
        demand.equal(at(answer.json, 'itemsPerPage'), 1, '"itemsPerPage"');
      },
    ),
    needs: ['users', 'filter'],
  },
  {
    ...row(
      '3.4.2.4',
      'pages together are the whole',
      'Pages by startIndex and count show every result once where nothing changes meanwhile.',
      async (probe) => {
        const { name, users } = await three(probe);
        const seen: Json[] = [];
        for (const startIndex of [1, 2, 3])
          seen.push(
            ...demand
              .list(await probe.get(`/Users?startIndex=${startIndex}&count=1&${mine(name)}`))
              .flatMap((one) => at(one, 'id') ?? []),
          );
        demand.equal([...seen].sort(), users.map(({ id }) => id).sort(), 'the ids of all pages');
      },
    ),
    needs: ['users', 'filter'],
  },
  ...(
    [
      ['startIndex=0&count=1', 'a startIndex below 1 is 1', 'A startIndex less than 1 is taken for 1.', 1],
      ['count=0', 'a count of 0 shows nobody and counts all', 'A count of 0 has no resources, only "totalResults".', 0],
      ['count=-5', 'a negative count is 0', 'A negative count is taken for 0.', 0],
      ['startIndex=4', 'a page behind the end is empty', 'There are no results behind the last.', 0],
    ] as const
  ).map(
    ([query, title, requirement, length]): Requirement => ({
      ...row('3.4.2.4', title, requirement, async (probe) => {
        const { name } = await three(probe);
        const answer = await probe.get(`/Users?${query}&${mine(name)}`);
        demand.equal(demand.list(answer).length, length, 'resources');
        demand.equal(at(answer.json, 'totalResults'), 3, '"totalResults"');
      }),
      needs: ['users', 'filter'],
    }),
  ),
  row(
    '3.4.2.4',
    'never more than count',
    'Where a count is given, no more results than that are returned.',
    async (probe) => {
      await three(probe);
      demand.that(demand.list(await probe.get('/Users?count=2')).length <= 2, 'two resources at most', undefined);
    },
  ),
  ...(
    [
      ['sortBy=userName', 'sorting is ascending by default, without regard to case', ['a', 'B', 'c']],
      ['sortBy=userName&sortOrder=descending', 'sorting is descending where asked', ['c', 'B', 'a']],
      ['sortBy=USERNAME&sortOrder=ascending', 'sortBy is read in any case', ['a', 'B', 'c']],
      [
        'sortBy=urn:ietf:params:scim:schemas:core:2.0:User:userName',
        'sortBy takes a name with its URN',
        ['a', 'B', 'c'],
      ],
    ] as const
  ).map(
    ([query, title, expected]): Requirement => ({
      ...row(
        '3.4.2.3',
        title,
        'Results are ordered by sortBy: ascending unless sortOrder says descending, by the type of the attribute, without regard to case unless it is case-exact.',
        async (probe) => {
          const { name } = await three(probe);
          demand.equal(ends(demand.list(await probe.get(`/Users?${query}&${mine(name)}`))), [...expected], 'the order');
        },
      ),
      needs: ['users', 'filter', 'sort'],
    }),
  ),
  ...(['ascending', 'descending'] as const).map(
    (order): Requirement => ({
      ...row(
        '3.4.2.3',
        `who has no value comes ${order === 'ascending' ? 'last' : 'first'} (${order})`,
        'Resources without a value for sortBy come last in ascending order, first in descending.',
        async (probe) => {
          const name = probe.name();
          await probe.user({ userName: `${name}-x`, title: 'b' });
          await probe.user({ userName: `${name}-none` });
          await probe.user({ userName: `${name}-y`, title: 'a' });
          const expected = order === 'ascending' ? ['y', 'x', 'none'] : ['none', 'x', 'y'];
          demand.equal(
            ends(demand.list(await probe.get(`/Users?sortBy=title&sortOrder=${order}&${mine(name)}`))),
            expected,
            'the order',
          );
        },
      ),
      needs: ['users', 'filter', 'sort', 'User.title'],
    }),
  ),
  {
    ...row(
      '3.4.2.3',
      'sorting takes a sub-attribute',
      'sortBy is an attribute in standard notation, so name.familyName too.',
      async (probe) => {
        const name = probe.name();
        for (const [end, familyName] of [
          ['2', 'Noether'],
          ['1', 'Lovelace'],
        ] as const)
          await probe.user({ userName: `${name}-${end}`, name: { familyName } });
        demand.equal(
          ends(demand.list(await probe.get(`/Users?sortBy=name.familyName&${mine(name)}`))),
          ['1', '2'],
          'the order',
        );
      },
    ),
    needs: ['users', 'filter', 'sort', 'User.name.familyName'],
  },
];
