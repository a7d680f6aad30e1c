import type { Json, JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Probe } from '../probe.js';
import type { Need, Requirement } from '../requirement.js';

const bulkRequest = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const bulkResponse = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse';

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
  title: `bulk: ${title}`,
  requirement,
  needs: ['users', 'bulk', ...needs],
  run,
});

/** The operations of the answer, in their order. */
async function bulk(probe: Probe, Operations: readonly JsonObject[], more: JsonObject = {}): Promise<readonly Json[]> {
  const answer = await probe.send('POST', '/Bulk', { schemas: [bulkRequest], ...more, Operations });
  const document = demand.document(answer, 200);
  demand.that(
    listAt(document, 'schemas').includes(bulkResponse),
    `"schemas" with ${bulkResponse}`,
    at(document, 'schemas'),
  );
  return listAt(document, 'Operations');
}

const create = (probe: Probe, bulkId: string, data: JsonObject = probe.userBody()): JsonObject => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data,
});
/** Has no userName. */
const wrong = (bulkId: string): JsonObject => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'] },
});
const byBulkId = (operations: readonly Json[], bulkId: string) =>
  operations.find((one) => at(one, 'bulkId') === bulkId);
const idOf = (operation: Json | undefined) => String(at(operation, 'location')).split('/').at(-1) ?? '';

export const bulkRows: readonly Requirement[] = [
  row(
    '3.7',
    'a BulkRequest is answered 200 with a BulkResponse',
    'The answer has the BulkResponse schema and one operation for each that was done.',
    async (probe) => {
      demand.equal((await bulk(probe, [create(probe, 'a'), create(probe, 'b')])).length, 2, 'operations of the answer');
    },
  ),
  row(
    '3.7.3',
    'every operation has its method, status and location',
    '"method" and "status" are required, "location" too unless a POST failed; "status" is the code as a text.',
    async (probe) => {
      const [one] = await bulk(probe, [create(probe, 'a')]);
      demand.equal(at(one, 'method'), 'POST', '"method"');
      demand.equal(at(one, 'status'), '201', '"status"');
      demand.that(/\/Users\/[^/]+$/.test(String(at(one, 'location'))), '"location" of the user', at(one, 'location'));
    },
  ),
  row(
    '3.7.2',
    'a create returns its bulkId',
    '"bulkId" is required of a POST, and returned with the new resource.',
    async (probe) => {
      const done = await bulk(probe, [create(probe, 'one'), create(probe, 'two')]);
      demand.equal(done.map((each) => at(each, 'bulkId') ?? null).sort(), ['one', 'two'], 'the bulkIds');
    },
  ),
  row(
    '3.7',
    'what was created is there',
    'An operation of a bulk has the effect that the single request has.',
    async (probe) => {
      const data = probe.userBody();
      const [one] = await bulk(probe, [create(probe, 'a', data)]);
      demand.equal(at(await probe.read(`/Users/${idOf(one)}`), 'userName'), at(data, 'userName'), '"userName"');
    },
  ),
  row(
    '3.7',
    'PUT and DELETE are operations',
    'POST, PUT, PATCH and DELETE are the methods of a bulk.',
    async (probe) => {
      const one = await probe.user();
      const other = await probe.user();
      const userName = probe.name();
      const done = await bulk(probe, [
        { method: 'PUT', path: `/Users/${one.id}`, data: { ...probe.userBody(), userName } },
        { method: 'DELETE', path: `/Users/${other.id}` },
      ]);
      demand.equal(
        done.map((each) => at(each, 'status') ?? null),
        ['200', '204'],
        'the statuses',
      );
      demand.equal(at(await probe.read(`/Users/${one.id}`), 'userName'), userName, '"userName"');
      demand.status(await probe.get(`/Users/${other.id}`), 404);
    },
  ),
  row(
    '3.7',
    'PATCH is an operation',
    'POST, PUT, PATCH and DELETE are the methods of a bulk.',
    async (probe) => {
      const { id } = await probe.user();
      const data = {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'add', path: 'title', value: 'Queen' }],
      };
      const [one] = await bulk(probe, [{ method: 'PATCH', path: `/Users/${id}`, data }]);
      demand.that(['200', '204'].includes(String(at(one, 'status'))), '"status": 200 or 204', one);
      demand.equal(at(await probe.read(`/Users/${id}`), 'title'), 'Queen', '"title"');
    },
    'patch',
    'User.title',
  ),
  row(
    '3.7.3',
    'an operation that failed says why',
    'Where the status is no 2xx, "response" holds the Error.',
    async (probe) => {
      const [one] = await bulk(probe, [wrong('a')]);
      demand.equal(at(one, 'status'), '400', '"status"');
      demand.that(
        listAt(one, 'response', 'schemas').includes('urn:ietf:params:scim:api:messages:2.0:Error'),
        '"response" with an Error',
        at(one, 'response'),
      );
    },
  ),
  row(
    '3.7',
    'without failOnErrors all is tried',
    'Without "failOnErrors" as many changes as possible are made, whatever fails.',
    async (probe) => {
      const done = await bulk(probe, [wrong('a'), wrong('b'), create(probe, 'c')]);
      demand.equal(at(byBulkId(done, 'c'), 'status'), '201', '"status" of the operation behind those that failed');
    },
  ),
  row(
    '3.7',
    'failOnErrors ends it',
    'After as many errors as "failOnErrors" says, no more operations are done.',
    async (probe) => {
      const data = probe.userBody();
      const done = await bulk(probe, [wrong('a'), create(probe, 'b', data)], { failOnErrors: 1 });
      demand.that(String(at(byBulkId(done, 'b'), 'status')) !== '201', 'the second operation not done', done);
      demand.equal(
        await probe.find('/Users', `userName eq "${at(data, 'userName')}"`),
        [],
        'users of the second operation',
      );
    },
    'filter',
  ),
  row(
    '3.7.2',
    'a value may name what the same bulk makes',
    '"bulkId:" with a bulkId of the same request stands for the id of the resource that it makes.',
    async (probe) => {
      const group = {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: probe.groupBody({ members: [{ type: 'User', value: 'bulkId:u' }] }),
      };
      const done = await bulk(probe, [create(probe, 'u'), group]);
      const members = listAt(await probe.read(`/Groups/${idOf(byBulkId(done, 'g'))}`), 'members');
      demand.equal(
        members.map((one) => at(one, 'value') ?? null),
        [idOf(byBulkId(done, 'u'))],
        'the members',
      );
    },
    'groups',
  ),
  row(
    '3.7.2',
    'a value may name what a later operation makes',
    'References are resolved whatever the order of the operations.',
    async (probe) => {
      const group = {
        method: 'POST',
        path: '/Groups',
        bulkId: 'g',
        data: probe.groupBody({ members: [{ type: 'User', value: 'bulkId:u' }] }),
      };
      const done = await bulk(probe, [group, create(probe, 'u')]);
      const members = listAt(await probe.read(`/Groups/${idOf(byBulkId(done, 'g'))}`), 'members');
      demand.equal(
        members.map((one) => at(one, 'value') ?? null),
        [idOf(byBulkId(done, 'u'))],
        'the members',
      );
    },
    'groups',
  ),
  row(
    '3.7.1',
    'groups that name each other are resolved',
    'A server must try to resolve circular references; it may answer 409 where it cannot.',
    async (probe) => {
      const make = (bulkId: string, member: string) => ({
        method: 'POST',
        path: '/Groups',
        bulkId,
        data: probe.groupBody({ members: [{ type: 'Group', value: `bulkId:${member}` }] }),
      });
      const done = await bulk(probe, [make('one', 'two'), make('two', 'one')]);
      const statuses = done.map((each) => String(at(each, 'status')));
      if (statuses.includes('409')) return;
      demand.equal(statuses, ['201', '201'], 'the statuses');
      const members = listAt(await probe.read(`/Groups/${idOf(byBulkId(done, 'one'))}`), 'members');
      demand.equal(
        members.map((each) => at(each, 'value') ?? null),
        [idOf(byBulkId(done, 'two'))],
        'the members of the first',
      );
    },
    'groups',
  ),
  row(
    '3.7.2',
    'a bulkId that nobody has is an error',
    'What cannot be resolved fails that operation: 409 or 400 in its status.',
    async (probe) => {
      const data = probe.groupBody({ members: [{ type: 'User', value: 'bulkId:nobody' }] });
      const [one] = await bulk(probe, [{ method: 'POST', path: '/Groups', bulkId: 'g', data }]);
      demand.that(/^4\d\d$/.test(String(at(one, 'status'))), 'a status of an error', one);
    },
    'groups',
  ),
  row(
    '3.7.4',
    'more operations than maxOperations are 413',
    'A request beyond "maxOperations" is refused with 413.',
    async (probe) => {
      const maximum = at(probe.server.config, 'bulk', 'maxOperations');
      if (typeof maximum !== 'number' || maximum < 1 || maximum > 5000)
        throw new NotApplicable(`maxOperations is ${maximum}, too many to try`);
      const Operations = Array.from({ length: maximum + 1 }, () => ({
        method: 'DELETE',
        path: `/Users/${probe.name()}`,
      }));
      demand.error(await probe.send('POST', '/Bulk', { schemas: [bulkRequest], Operations }), 413);
    },
  ),
  row(
    '3.7.4',
    'a body beyond maxPayloadSize is 413',
    'A request beyond "maxPayloadSize" is refused with 413.',
    async (probe) => {
      const maximum = at(probe.server.config, 'bulk', 'maxPayloadSize');
      if (typeof maximum !== 'number' || maximum < 1 || maximum > 20_000_000)
        throw new NotApplicable(`maxPayloadSize is ${maximum}, too much to try`);
      const data = { ...probe.userBody(), displayName: 'x'.repeat(maximum) };
      demand.error(
        await probe.send('POST', '/Bulk', { schemas: [bulkRequest], Operations: [create(probe, 'a', data)] }),
        413,
      );
    },
  ),
  row(
    '3.7',
    'a body without the BulkRequest schema is 400',
    'A bulk is identified by the BulkRequest schema.',
    async (probe) => {
      demand.error(await probe.send('POST', '/Bulk', { Operations: [] }), 400);
    },
  ),
];

export const noBulkRows: readonly Requirement[] = [
  {
    rfc: 7644,
    section: '3.12',
    level: 'SHOULD',
    title: 'bulk that is not offered is 501',
    requirement: 'What the server does not support is answered 501 (Table 8), or as an endpoint that does not exist.',
    async run(probe) {
      if (probe.server.lacks('bulk') === undefined) throw new NotApplicable('bulk is supported');
      demand.error(await probe.send('POST', '/Bulk', { schemas: [bulkRequest], Operations: [] }), [501, 404, 405]);
    },
  },
];
