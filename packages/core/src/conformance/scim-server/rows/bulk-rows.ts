import type { JsonObject } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Need, Requirement } from '../requirement.js';

import { askBulk, bulkRequest, byBulkId, createOperation, idOf } from './ask-bulk.js';

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

/** Has no userName. */
const wrong = (bulkId: string): JsonObject => ({
  method: 'POST',
  path: '/Users',
  bulkId,
  data: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'] },
});
export const bulkRows: readonly Requirement[] = [
  row(
    '3.7',
    'a BulkRequest is answered 200 with a BulkResponse',
    'The answer has the BulkResponse schema and one operation for each that was done.',
    async (probe) => {
      demand.equal(
        (await askBulk(probe, [createOperation(probe, 'a'), createOperation(probe, 'b')])).length,
        2,
        'operations of the answer',
      );
    },
  ),
  row(
    '3.7.3',
    'every operation has its method, status and location',
    '"method" and "status" are required, "location" too unless a POST failed; "status" is the code as a text.',
    async (probe) => {
      const [one] = await askBulk(probe, [createOperation(probe, 'a')]);
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
      const done = await askBulk(probe, [createOperation(probe, 'one'), createOperation(probe, 'two')]);
      demand.equal(done.map((each) => at(each, 'bulkId') ?? null).sort(), ['one', 'two'], 'the bulkIds');
    },
  ),
  row(
    '3.7',
    'what was created is there',
    'An operation of a bulk has the effect that the single request has.',
    async (probe) => {
      const data = probe.userBody();
      const [one] = await askBulk(probe, [createOperation(probe, 'a', data)]);
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
      const done = await askBulk(probe, [
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
      const [one] = await askBulk(probe, [{ method: 'PATCH', path: `/Users/${id}`, data }]);
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
      const [one] = await askBulk(probe, [wrong('a')]);
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
      const done = await askBulk(probe, [wrong('a'), wrong('b'), createOperation(probe, 'c')]);
      demand.equal(at(byBulkId(done, 'c'), 'status'), '201', '"status" of the operation behind those that failed');
    },
  ),
  row(
    '3.7',
    'failOnErrors ends it',
    'After as many errors as "failOnErrors" says, no more operations are done.',
    async (probe) => {
      const data = probe.userBody();
      const done = await askBulk(probe, [wrong('a'), createOperation(probe, 'b', data)], { failOnErrors: 1 });
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
        await probe.send('POST', '/Bulk', { schemas: [bulkRequest], Operations: [createOperation(probe, 'a', data)] }),
        413,
      );
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
