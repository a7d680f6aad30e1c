import type { JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { NotApplicable } from '../not-applicable.js';
import type { Probe } from '../probe.js';
import type { Need, Requirement } from '../requirement.js';

const searchRequest = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';

const row = (
  section: string,
  title: string,
  requirement: string,
  run: Requirement['run'],
  ...needs: readonly Need[]
): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'filter', ...needs],
  run,
});

/** 501 says that a server has no search by POST at all. */
async function search(probe: Probe, path: string, query: JsonObject) {
  const answer = await probe.send('POST', `${path}/.search`, { schemas: [searchRequest], ...query });
  if (answer.status === 501) throw new NotApplicable(`POST ${path}/.search is answered 501`);
  return answer;
}

async function pair(probe: Probe) {
  const name = probe.name();
  const users = [await probe.user({ userName: `${name}-b` }), await probe.user({ userName: `${name}-a` })];
  return { users, filter: `userName sw "${name}-"` };
}

export const searchRows: readonly Requirement[] = [
  row(
    '3.4.3',
    '.search of a type is answered with a ListResponse',
    'A query may be sent by POST to /.search below a type; the answer is a ListResponse, as of a GET.',
    async (probe) => {
      const { users, filter } = await pair(probe);
      const found = demand.list(await search(probe, '/Users', { filter }));
      demand.equal(
        found.map((one) => at(one, 'id') ?? null).sort(),
        users.map(({ id }) => id).sort(),
        'the users that are found',
      );
    },
  ),
  row(
    '3.4.3',
    '.search heeds attributes',
    '"attributes" of a SearchRequest is a list of names, and means what the parameter means.',
    async (probe) => {
      const { filter } = await pair(probe);
      const [found] = demand.list(await search(probe, '/Users', { filter, attributes: ['id'] }));
      demand.that(at(found, 'id') !== undefined, '"id"', found);
      demand.equal(at(found, 'userName'), undefined, '"userName" is left out');
    },
  ),
  row(
    '3.4.3',
    '.search heeds excludedAttributes',
    '"excludedAttributes" of a SearchRequest is a list of names, and means what the parameter means.',
    async (probe) => {
      const { filter } = await pair(probe);
      const [found] = demand.list(await search(probe, '/Users', { filter, excludedAttributes: ['meta'] }));
      demand.equal(at(found, 'meta'), undefined, '"meta" is left out');
    },
  ),
  row(
    '3.4.3',
    '.search heeds startIndex and count',
    '"startIndex" and "count" mean what the parameters mean.',
    async (probe) => {
      const { filter } = await pair(probe);
      const answer = await search(probe, '/Users', { filter, startIndex: 2, count: 1 });
      demand.equal(demand.list(answer).length, 1, 'resources');
      demand.equal(at(answer.json, 'totalResults'), 2, '"totalResults"');
      demand.equal(at(answer.json, 'startIndex'), 2, '"startIndex"');
    },
  ),
  row(
    '3.4.3',
    '.search heeds sortBy and sortOrder',
    '"sortBy" and "sortOrder" mean what the parameters mean.',
    async (probe) => {
      const { users, filter } = await pair(probe);
      const found = demand.list(await search(probe, '/Users', { filter, sortBy: 'userName', sortOrder: 'descending' }));
      demand.equal(
        found.map((one) => at(one, 'id') ?? null),
        users.map(({ id }) => id),
        'the order',
      );
    },
    'sort',
  ),
  row(
    '3.4.3',
    '.search with a wrong filter is 400 invalidFilter',
    'A filter that cannot be read is refused, however it is sent.',
    async (probe) => {
      demand.error(await search(probe, '/Users', { filter: 'userName eq' }), 400, 'invalidFilter');
    },
  ),
  row(
    '3.4.3',
    '.search of the root finds resources of all types',
    'A SearchRequest at the root is asked of all resources.',
    async (probe) => {
      const { users, filter } = await pair(probe);
      const found = demand.list(await search(probe, '', { filter }));
      for (const { id } of users)
        demand.that(
          found.some((one) => at(one, 'id') === id),
          `the user ${id}`,
          found.map((one) => at(one, 'id') ?? null),
        );
    },
  ),
  row(
    '3.4.2.1',
    'a query of the root is one of several types',
    'A GET of the root with a filter is asked of all resource types, told apart by meta.resourceType.',
    async (probe) => {
      const { users, filter } = await pair(probe);
      const answer = await probe.get(`/?filter=${encodeURIComponent(filter)}`);
      if (answer.status === 501) throw new NotApplicable('a query of the root is answered 501');
      if (answer.status === 404)
        throw new NotApplicable('a query of the root is answered 404; a server may leave it out');
      const found = demand.list(answer);
      for (const { id } of users)
        demand.that(
          found.some((one) => at(one, 'id') === id),
          `the user ${id}`,
          found.map((one) => at(one, 'id') ?? null),
        );
      demand.equal(at(found[0], 'meta', 'resourceType'), 'User', '"meta.resourceType"');
    },
  ),
  row(
    '3.4.2.1',
    'a query of the root takes several types together',
    'One query may find users and groups.',
    async (probe) => {
      const name = probe.name();
      const user = await probe.user({ displayName: name });
      const group = await probe.group({ displayName: name });
      const answer = await search(probe, '', { filter: `displayName eq "${name}"` });
      const found = demand.list(answer).map((one) => at(one, 'id') ?? null);
      demand.equal([...found].sort(), [user.id, group.id].sort(), 'the ids that are found');
    },
    'groups',
    'User.displayName',
  ),
  row(
    '3.4.2.1',
    'an attribute that a type lacks is without a value there',
    'In a query over several types, an attribute that a type does not have is as one without a value: it matches nothing, and is no error.',
    async (probe) => {
      const name = probe.name();
      await probe.user({ userName: name });
      const group = await probe.group({ displayName: name });
      const found = demand.list(await search(probe, '', { filter: `not (userName pr) and displayName eq "${name}"` }));
      demand.equal(
        found.map((one) => at(one, 'id') ?? null),
        [group.id],
        'the ids that are found',
      );
    },
    'groups',
  ),
];
