import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import type { Requirement } from '../requirement.js';

import { askBulk, byBulkId, createOperation, idOf } from './ask-bulk.js';

const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title: `bulk: ${title}`,
  requirement,
  needs: ['users', 'groups', 'bulk'],
  run,
});

/** RFC 7644 §3.7.1 and §3.7.2: operations that name what others of the same request make. */
export const bulkIdRows: readonly Requirement[] = [
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
      const done = await askBulk(probe, [createOperation(probe, 'u'), group]);
      const members = listAt(await probe.read(`/Groups/${idOf(byBulkId(done, 'g'))}`), 'members');
      demand.equal(
        members.map((one) => at(one, 'value') ?? null),
        [idOf(byBulkId(done, 'u'))],
        'the members',
      );
    },
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
      const done = await askBulk(probe, [group, createOperation(probe, 'u')]);
      const members = listAt(await probe.read(`/Groups/${idOf(byBulkId(done, 'g'))}`), 'members');
      demand.equal(
        members.map((one) => at(one, 'value') ?? null),
        [idOf(byBulkId(done, 'u'))],
        'the members',
      );
    },
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
      const done = await askBulk(probe, [make('one', 'two'), make('two', 'one')]);
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
  ),
  row(
    '3.7.2',
    'a bulkId that nobody has is an error',
    'What cannot be resolved fails that operation: 409 or 400 in its status.',
    async (probe) => {
      const data = probe.groupBody({ members: [{ type: 'User', value: 'bulkId:nobody' }] });
      const [one] = await askBulk(probe, [{ method: 'POST', path: '/Groups', bulkId: 'g', data }]);
      demand.that(/^4\d\d$/.test(String(at(one, 'status'))), 'a status of an error', one);
    },
  ),
];
