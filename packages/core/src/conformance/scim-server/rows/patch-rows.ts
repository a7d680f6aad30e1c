import type { Json } from '../../../scim/json.js';
import { at } from '../at.js';
import { demand } from '../demand.js';
import type { Placed, Probe } from '../probe.js';
import type { Need, Requirement } from '../requirement.js';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const mails = [
  { value: 'work@x.example', type: 'work', primary: true },
  { value: 'home@x.example', type: 'home' },
];
const row = (
  section: string,
  title: string,
  requirement: string,
  needs: readonly Need[],
  run: Requirement['run'],
): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'patch', ...needs],
  run,
});

async function unchanged(probe: Probe, user: Placed, title: Json): Promise<void> {
  demand.equal(at(await probe.read(`/Users/${user.id}`), 'title'), title, '"title", as before');
}

/** Of a PATCH as a whole: its answers, and what it refuses. */
export const patchRows: readonly Requirement[] = [
  row(
    '3.5.2',
    'PATCH: a success is 200 with the resource, or 204',
    'A PATCH is answered 200 with the entire resource, or 204 without a body.',
    ['User.title'],
    async (probe) => {
      const { id } = await probe.user();
      const answer = await probe.patch(`/Users/${id}`, [{ op: 'add', path: 'title', value: 'Queen' }]);
      demand.status(answer, 200, 204);
      if (answer.status === 200) demand.equal(at(answer.json, 'id'), id, '"id"');
      else demand.equal(answer.text, '', 'no body');
    },
  ),
  row(
    '3.5.2',
    'PATCH: who is not there is 404',
    'What does not exist cannot be changed.',
    ['User.title'],
    async (probe) => {
      demand.error(await probe.patch(`/Users/${probe.name()}`, [{ op: 'add', path: 'title', value: 'Queen' }]), 404);
    },
  ),
  row(
    '3.5.2',
    'PATCH: all operations or none',
    'A PATCH is atomic: where one operation fails, the resource is as before, and the answer says that it failed.',
    ['User.title'],
    async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      const operations = [
        { op: 'replace', path: 'title', value: 'Queen' },
        { op: 'replace', path: 'emails[type eq', value: 'x' },
      ];
      demand.error(await probe.patch(`/Users/${user.id}`, operations), 400);
      await unchanged(probe, user, 'Countess');
    },
  ),
  row(
    '3.5.2',
    'PATCH: an unknown operation is 400',
    '"op" is one of add, remove and replace.',
    ['User.title'],
    async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      demand.error(await probe.patch(`/Users/${user.id}`, [{ op: 'increment', path: 'title', value: 'Queen' }]), 400);
      await unchanged(probe, user, 'Countess');
    },
  ),
  row(
    '3.5.2',
    'PATCH: a path that cannot be read is 400 invalidPath',
    'Table 9: invalidPath where "path" is malformed.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(
        await probe.patch(`/Users/${id}`, [{ op: 'replace', path: 'emails[type eq', value: 'x' }]),
        400,
        'invalidPath',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: without operations is 400',
    '"Operations" is required, an array of one or more operations.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.send('PATCH', `/Users/${id}`, { schemas: [patchOp] }), 400);
    },
  ),
  row('3.5.2.1', 'PATCH: add without a value is 400', 'An add must have a "value".', ['User.title'], async (probe) => {
    const { id } = await probe.user();
    demand.error(await probe.patch(`/Users/${id}`, [{ op: 'add', path: 'title' }]), 400);
  }),
  row(
    '3.5.2.2',
    'PATCH: remove without a path is 400 noTarget',
    'A remove must have a "path"; without one it is 400 with scimType noTarget.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.patch(`/Users/${id}`, [{ op: 'remove' }]), 400, 'noTarget');
    },
  ),
  row(
    '3.5.2.2',
    'PATCH: remove of a required attribute is 400 mutability',
    'Where a required attribute would become unassigned, the answer is an error with scimType mutability.',
    [],
    async (probe) => {
      const user = await probe.user();
      demand.error(await probe.patch(`/Users/${user.id}`, [{ op: 'remove', path: 'userName' }]), 400, 'mutability');
      demand.equal(
        at(await probe.read(`/Users/${user.id}`), 'userName'),
        at(user, 'userName'),
        '"userName", as before',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: a read-only attribute stays as it is',
    "An operation that is not compatible with the attribute's mutability is answered with an error.",
    [],
    async (probe) => {
      const user = await probe.user();
      demand.error(await probe.patch(`/Users/${user.id}`, [{ op: 'replace', path: 'id', value: probe.name() }]), 400);
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'id'), user.id, '"id", as before');
    },
  ),
  row(
    '3.5.2.2',
    'PATCH: remove of a read-only attribute is 400 mutability',
    'Where a read-only attribute would become unassigned, the answer is an error with scimType mutability.',
    [],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.patch(`/Users/${id}`, [{ op: 'remove', path: 'meta.created' }]), 400, 'mutability');
    },
  ),
  row(
    '3.5.2.3',
    'PATCH: replace by a value path that selects nothing is 400 noTarget',
    'Where a value path of a replace selects no value, the answer is 400 with scimType noTarget.',
    ['User.emails.type'],
    async (probe) => {
      const { id } = await probe.user({ emails: mails });
      demand.error(
        await probe.patch(`/Users/${id}`, [
          { op: 'replace', path: 'emails[type eq "other"].value', value: 'x@x.example' },
        ]),
        400,
        'noTarget',
      );
    },
  ),
  row(
    '3.5.2',
    'PATCH: a value of the wrong type is 400',
    "A value that does not fit the attribute's type is refused (Table 9: invalidValue).",
    ['User.name.familyName'],
    async (probe) => {
      const { id } = await probe.user();
      demand.error(await probe.patch(`/Users/${id}`, [{ op: 'replace', path: 'name', value: 'Ada Lovelace' }]), 400);
    },
  ),
];
