import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import type { Requirement } from '../requirement.js';

const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'User.title', 'User.displayName'],
  run,
});
const only =
  'Where "attributes" is given, the answer has the minimum (id and what is always returned) and what was asked for, nothing else.';
const without =
  'Where "excludedAttributes" is given, those of the default set are left out, but never what is always returned.';

const fields = { title: 'Countess', displayName: 'Ada Lovelace' };

export const readRows: readonly Requirement[] = [
  row(
    '3.4.1',
    'a user is read by its id',
    'An existing resource is answered 200 with the resource in the body.',
    async (probe) => {
      const user = await probe.user(fields);
      const read = await probe.read(`/Users/${user.id}`);
      demand.equal(at(read, 'id'), user.id, '"id"');
      demand.equal(at(read, 'title'), 'Countess', '"title"');
    },
  ),
  row('3.9', 'attributes shows what is asked for', only, async (probe) => {
    const { id } = await probe.user(fields);
    const read = await probe.read(`/Users/${id}?attributes=title`);
    demand.equal(at(read, 'title'), 'Countess', '"title"');
    demand.equal(at(read, 'id'), id, '"id"');
    demand.equal(at(read, 'displayName'), undefined, '"displayName" is left out');
  }),
  row(
    '3.9',
    'attributes is read in any case',
    'Attribute names are case-insensitive (RFC 7643 §2.1).',
    async (probe) => {
      const { id } = await probe.user(fields);
      const read = await probe.read(`/Users/${id}?attributes=TITLE`);
      demand.equal(at(read, 'title'), 'Countess', '"title"');
    },
  ),
  row(
    '3.10',
    'attributes takes a name with its URN',
    'An attribute may be named with its schema before it, with a colon.',
    async (probe) => {
      const { id } = await probe.user(fields);
      const read = await probe.read(`/Users/${id}?attributes=urn:ietf:params:scim:schemas:core:2.0:User:title`);
      demand.equal(at(read, 'title'), 'Countess', '"title"');
      demand.equal(at(read, 'displayName'), undefined, '"displayName" is left out');
    },
  ),
  {
    ...row('3.9', 'attributes takes a sub-attribute', only, async (probe) => {
      const { id } = await probe.user({ name: { givenName: 'Ada', familyName: 'Lovelace' } });
      const read = await probe.read(`/Users/${id}?attributes=name.familyName`);
      demand.equal(at(read, 'name', 'familyName'), 'Lovelace', '"name.familyName"');
      demand.equal(at(read, 'name', 'givenName'), undefined, '"name.givenName" is left out');
    }),
    needs: ['users', 'User.name.givenName', 'User.name.familyName'],
  },
  {
    ...row('3.9', 'attributes takes those of an extension', only, async (probe) => {
      const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
      const { id } = await probe.user({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', urn],
        [urn]: { department: 'R&D', costCenter: '7' },
      });
      const read = await probe.read(`/Users/${id}?attributes=${urn}:department`);
      demand.equal(at(read, urn, 'department'), 'R&D', '"department"');
      demand.equal(at(read, urn, 'costCenter'), undefined, '"costCenter" is left out');
    }),
    needs: ['users', 'enterprise'],
  },
  row('3.9', 'excludedAttributes leaves out what is named', without, async (probe) => {
    const { id } = await probe.user(fields);
    const read = await probe.read(`/Users/${id}?excludedAttributes=title`);
    demand.equal(at(read, 'title'), undefined, '"title" is left out');
    demand.equal(at(read, 'displayName'), 'Ada Lovelace', '"displayName"');
  }),
  row('3.9', 'excludedAttributes cannot leave out id', without, async (probe) => {
    const { id } = await probe.user(fields);
    demand.equal(at(await probe.read(`/Users/${id}?excludedAttributes=id`), 'id'), id, '"id"');
  }),
  row('3.4.2.5', 'a list heeds attributes', only, async (probe) => {
    const user = await probe.user(fields);
    const [found] = demand.list(
      await probe.get(`/Users?attributes=title&filter=${encodeURIComponent(`userName eq "${at(user, 'userName')}"`)}`),
    );
    demand.equal(at(found, 'title'), 'Countess', '"title"');
    demand.equal(at(found, 'displayName'), undefined, '"displayName" is left out');
    demand.equal(at(found, 'id'), user.id, '"id"');
  }),
  row('3.4.2.5', 'a list heeds excludedAttributes', without, async (probe) => {
    const user = await probe.user(fields);
    const [found] = demand.list(
      await probe.get(
        `/Users?excludedAttributes=title&filter=${encodeURIComponent(`userName eq "${at(user, 'userName')}"`)}`,
      ),
    );
    demand.equal(at(found, 'title'), undefined, '"title" is left out');
    demand.equal(at(found, 'displayName'), 'Ada Lovelace', '"displayName"');
  }),
  row('3.9', 'a create heeds attributes', only, async (probe) => {
    const user = demand.document(await probe.send('POST', '/Users?attributes=title', probe.userBody(fields)), 201);
    demand.equal(at(user, 'title'), 'Countess', '"title"');
    demand.equal(at(user, 'displayName'), undefined, '"displayName" is left out');
  }),
  row('3.9', 'a PUT heeds excludedAttributes', without, async (probe) => {
    const { id } = await probe.user(fields);
    const user = demand.document(
      await probe.send('PUT', `/Users/${id}?excludedAttributes=title`, probe.userBody(fields)),
      200,
    );
    demand.equal(at(user, 'title'), undefined, '"title" is left out');
    demand.equal(at(user, 'displayName'), 'Ada Lovelace', '"displayName"');
  }),
  {
    ...row(
      '3.5.2',
      'a PATCH with attributes is 200 with them',
      'A PATCH with the parameter "attributes" must be answered 200, with what was asked for.',
      async (probe) => {
        const { id } = await probe.user(fields);
        const body = { schemas: [patchOp], Operations: [{ op: 'replace', path: 'title', value: 'Queen' }] };
        const user = demand.document(await probe.send('PATCH', `/Users/${id}?attributes=title`, body), 200);
        demand.equal(at(user, 'title'), 'Queen', '"title"');
        demand.equal(at(user, 'displayName'), undefined, '"displayName" is left out');
      },
    ),
    needs: ['users', 'patch', 'User.title', 'User.displayName'],
  },
  {
    ...row(
      '3',
      'an answer with attributes still names its schemas',
      'Every representation of a resource has a non-empty "schemas".',
      async (probe) => {
        const { id } = await probe.user(fields);
        const read = await probe.read(`/Users/${id}?attributes=title`);
        demand.that(listAt(read, 'schemas').length > 0, '"schemas"', at(read, 'schemas'));
      },
    ),
    rfc: 7643,
  },
];
