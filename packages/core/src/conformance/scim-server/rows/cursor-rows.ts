import type { Json } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Probe } from '../probe.js';
import type { Requirement } from '../requirement.js';

const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 9865,
  section,
  level: 'MUST',
  title: `cursor: ${title}`,
  requirement,
  needs: ['users', 'filter', 'cursor'],
  run,
});

async function five(probe: Probe) {
  const name = probe.name();
  const ids: string[] = [];
  for (let n = 1; n <= 5; n += 1) ids.push((await probe.user({ userName: `${name}-${n}` })).id);
  return { ids, query: `filter=${encodeURIComponent(`userName sw "${name}-"`)}` };
}

/** The ids of all pages of two. `between` is called after the first. */
async function walk(
  probe: Probe,
  query: string,
  between: () => Promise<void> = async () => {},
): Promise<readonly Json[]> {
  const seen: Json[] = [];
  let cursor: Json | undefined = '';
  for (let page = 0; cursor !== undefined && page < 20; page += 1) {
    const answer = await probe.get(`/Users?count=2&cursor=${encodeURIComponent(String(cursor))}&${query}`);
    const found = demand.list(answer);
    demand.that(found.length <= 2, 'two resources at most', found.length);
    seen.push(...found.flatMap((one) => at(one, 'id') ?? []));
    cursor = at(answer.json, 'nextCursor');
    if (page === 0) await between();
  }
  return seen;
}

export const cursorRows: readonly Requirement[] = [
  row(
    '4',
    'ServiceProviderConfig says how it pages',
    '"pagination" has "cursor" and "index", both booleans.',
    async (probe) => {
      for (const name of ['cursor', 'index']) {
        const value = at(probe.server.config, 'pagination', name);
        demand.that(typeof value === 'boolean', `"pagination.${name}", a boolean`, value);
      }
    },
  ),
  row(
    '2',
    'an empty cursor begins a walk',
    'A walk begins with an empty cursor; a page that is not the last has "nextCursor".',
    async (probe) => {
      const { query } = await five(probe);
      const answer = await probe.get(`/Users?count=2&cursor=&${query}`);
      demand.equal(demand.list(answer).length, 2, 'resources');
      demand.that(
        typeof at(answer.json, 'nextCursor') === 'string',
        '"nextCursor", a text',
        at(answer.json, 'nextCursor'),
      );
    },
  ),
  row(
    '2',
    'a walk shows everybody once, and ends',
    '"nextCursor" is left out of the last page, and of no other.',
    async (probe) => {
      const { ids, query } = await five(probe);
      demand.equal([...(await walk(probe, query))].sort(), [...ids].sort(), 'the ids of all pages');
    },
  ),
  row('2', 'cursors need no escaping', 'A cursor has only unreserved characters of RFC 3986 §2.3.', async (probe) => {
    const { query } = await five(probe);
    const { json } = await probe.get(`/Users?count=2&cursor=&${query}`);
    const cursor = at(json, 'nextCursor');
    demand.that(/^[A-Za-z0-9\-._~]+$/.test(String(cursor)), 'letters, digits, "-", ".", "_" and "~"', cursor);
  }),
  row(
    '2.1',
    'a cursor that nobody gave is 400 invalidCursor',
    'A cursor that is not valid is refused with scimType invalidCursor.',
    async (probe) => {
      demand.error(await probe.get('/Users?count=2&cursor=linkspan-conformance-never'), 400, 'invalidCursor');
    },
  ),
  {
    ...row(
      '2',
      'who is deleted behind a walk hides nobody',
      'Cursors are for results that stay complete where positions would move.',
      async (probe) => {
        const { ids, query } = await five(probe);
        const gone: string[] = [];
        const seen = await walk(probe, query, async () => {
          const [first] = ids;
          if (first === undefined) return;
          gone.push(first);
          await probe.send('DELETE', `/Users/${first}`);
        });
        for (const id of ids.filter((one) => !gone.includes(one)))
          demand.that(seen.filter((one) => one === id).length === 1, `${id} once`, [...seen]);
      },
    ),
    level: 'SHOULD',
  },
  row(
    '3',
    'a SearchRequest takes a cursor',
    '"cursor" may stand in the body of a POST to .search, where that is offered.',
    async (probe) => {
      const { query } = await five(probe);
      const filter = new URLSearchParams(query).get('filter') ?? '';
      const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter, count: 2, cursor: '' };
      const answer = await probe.send('POST', '/Users/.search', body);
      if (answer.status === 501) return;
      demand.equal(demand.list(answer).length, 2, 'resources');
      demand.that(
        typeof at(answer.json, 'nextCursor') === 'string',
        '"nextCursor", a text',
        at(answer.json, 'nextCursor'),
      );
    },
  ),
];
