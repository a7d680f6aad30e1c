import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Probe } from '../probe.js';
import type { Requirement } from '../requirement.js';

const config = '/ServiceProviderConfig';
const lists = ['/ResourceTypes', '/Schemas'] as const;

export const discoveryRows: readonly Requirement[] = [
  ...[config, ...lists].map(
    (path): Requirement => ({
      rfc: 7644,
      section: '4',
      level: 'MUST',
      title: `${path} is answered`,
      requirement: `A GET of ${path} answers 200 with the document or, for several, a list.`,
      reads: true,
      async run(probe) {
        demand.document(await probe.get(path), 200);
      },
    }),
  ),
  ...lists.map(
    (path): Requirement => ({
      rfc: 7644,
      section: '4',
      level: 'MUST',
      title: `${path} is a ListResponse`,
      requirement: 'Several resource types or schemas are returned in the form of a ListResponse.',
      reads: true,
      async run(probe) {
        const found = demand.list(await probe.get(path));
        demand.that(found.length > 0, 'at least one resource in the list', found);
      },
    }),
  ),
  ...lists.map(
    (path): Requirement => ({
      rfc: 7644,
      section: '4',
      level: 'MUST',
      title: `one of ${path} is read by its id`,
      requirement: 'A single resource type or schema is retrieved as one JSON object, the way a single user is.',
      reads: true,
      async run(probe) {
        const [first] = demand.list(await probe.get(path));
        const id = at(first, path === '/Schemas' ? 'id' : 'name');
        const one = demand.document(await probe.get(`${path}/${encodeURIComponent(String(id))}`), 200);
        demand.equal(at(one, path === '/Schemas' ? 'id' : 'name'), id, 'the one that was asked for');
      },
    }),
  ),
  ...lists.map(
    (path): Requirement => ({
      rfc: 7644,
      section: '4',
      level: 'MUST',
      title: `${path} ignores sorting and paging`,
      requirement: 'Query parameters for sorting and paging are ignored by the discovery endpoints.',
      reads: true,
      async run(probe) {
        const all = demand.list(await probe.get(path));
        const asked = demand.list(await probe.get(`${path}?startIndex=2&count=1&sortBy=name&sortOrder=descending`));
        demand.equal(
          asked.map((one) => at(one, 'name') ?? null),
          all.map((one) => at(one, 'name') ?? null),
          'all, in the same order',
        );
      },
    }),
  ),
  ...[config, ...lists].map(
    (path): Requirement => ({
      rfc: 7644,
      section: '4',
      level: 'SHOULD',
      title: `${path} refuses a filter`,
      requirement: 'A filter is answered 403, so that nobody takes the answer for filtered.',
      reads: true,
      async run(probe) {
        demand.error(await probe.get(`${path}?filter=${encodeURIComponent('name eq "User"')}`), 403);
      },
    }),
  ),
  ...lists.map(
    (path): Requirement => ({
      rfc: 7644,
      section: '3.12',
      level: 'MUST',
      title: `an unknown id below ${path} is 404`,
      requirement: 'What does not exist is answered 404 with an Error.',
      reads: true,
      async run(probe) {
        demand.error(await probe.get(`${path}/urn:example:nothing:${probe.name()}`), 404);
      },
    }),
  ),
  ...[config, ...lists].map(
    (path): Requirement => ({
      rfc: 9110,
      section: '15.5.6',
      level: 'MUST',
      title: `a DELETE of ${path} is refused`,
      requirement: 'Only GET is defined for the discovery endpoints (RFC 7644 §4); a 405 carries an Allow header.',
      async run(probe) {
        const answer = await probe.send('DELETE', path);
        demand.error(answer, [405, 404, 403, 501]);
        demand.that(answer.status !== 405 || answer.headers.allow !== undefined, 'an Allow header', undefined);
      },
    }),
  ),
  {
    rfc: 7643,
    section: '5',
    level: 'MUST',
    title: 'ServiceProviderConfig names its schema',
    requirement: 'The document is identified by the ServiceProviderConfig schema.',
    reads: true,
    async run(probe) {
      const document = await probe.read(config);
      demand.equal(
        at(document, 'schemas', 0),
        'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
        '"schemas"',
      );
    },
  },
  ...(['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag'] as const).map(
    (feature): Requirement => ({
      rfc: 7643,
      section: '5',
      level: 'MUST',
      title: `ServiceProviderConfig says whether ${feature} is supported`,
      requirement: `"${feature}" is required, with "supported", a boolean.`,
      reads: true,
      run: (probe) => isOf(probe, 'boolean', feature, 'supported'),
    }),
  ),
  ...(
    [
      ['bulk', 'maxOperations'],
      ['bulk', 'maxPayloadSize'],
      ['filter', 'maxResults'],
    ] as const
  ).map(
    ([feature, name]): Requirement => ({
      rfc: 7643,
      section: '5',
      level: 'MUST',
      title: `ServiceProviderConfig has ${feature}.${name}`,
      requirement: `"${feature}.${name}" is required, an integer.`,
      reads: true,
      run: (probe) => isOf(probe, 'number', feature, name),
    }),
  ),
  {
    rfc: 7643,
    section: '5',
    level: 'MUST',
    title: 'ServiceProviderConfig lists authentication schemes',
    requirement: '"authenticationSchemes" is required; each has a type, a name and a description.',
    reads: true,
    async run(probe) {
      const schemes = at(await probe.read(config), 'authenticationSchemes');
      demand.that(Array.isArray(schemes), 'a list', schemes);
      for (const scheme of Array.isArray(schemes) ? schemes : []) {
        for (const name of ['type', 'name', 'description'])
          demand.that(typeof at(scheme, name) === 'string', `"${name}" of every scheme, a text`, scheme);
      }
    },
  },
];

async function isOf(probe: Probe, type: 'boolean' | 'number', ...path: readonly string[]): Promise<void> {
  const value = at(await probe.read(config), ...path);
  demand.that(typeof value === type, `"${path.join('.')}", a ${type}`, value);
}
