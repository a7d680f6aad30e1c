import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Requirement } from '../requirement.js';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const common = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7643,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users'],
  run,
});

export const commonAttributeRows: readonly Requirement[] = [
  common(
    '3.1',
    'every resource has an id',
    '"id" is a non-empty text, given by the server, and never "bulkId".',
    async (probe) => {
      const { id } = await probe.user();
      demand.that(id !== '' && id !== 'bulkId', 'an id', id);
    },
  ),
  common('3.1', 'two resources have two ids', '"id" is unique.', async (probe) => {
    const [one, other] = [await probe.user(), await probe.user()];
    demand.that(one.id !== other.id, 'two ids', one.id);
  }),
  common(
    '3.1',
    'externalId is kept as it was sent',
    '"externalId" is the client\'s, and case-exact.',
    async (probe) => {
      const externalId = `${probe.name()}-AbC`;
      const { id } = await probe.user({ externalId });
      demand.equal(at(await probe.read(`/Users/${id}`), 'externalId'), externalId, '"externalId"');
    },
  ),
  ...(['created', 'lastModified'] as const).map((name) =>
    common('3.1', `meta.${name} is a dateTime`, `"meta.${name}" is an xsd:dateTime (§2.3.5).`, async (probe) => {
      const value = at(await probe.read(`/Users/${(await probe.user()).id}`), 'meta', name);
      demand.that(typeof value === 'string' && dateTime.test(value), 'a date with time and zone', value);
    }),
  ),
  common(
    '3.1',
    'meta.lastModified moves with a change',
    '"meta.lastModified" is when the resource was last updated.',
    async (probe) => {
      const user = await probe.user();
      const before = at(await probe.read(`/Users/${user.id}`), 'meta', 'lastModified');
      await new Promise((resolve) => setTimeout(resolve, 1100));
      demand.status(await probe.send('PUT', `/Users/${user.id}`, { ...probe.userBody(), userName: probe.name() }), 200);
      const after = at(await probe.read(`/Users/${user.id}`), 'meta', 'lastModified');
      demand.that(Date.parse(String(after)) > Date.parse(String(before)), `later than ${before}`, after);
    },
  ),
  common('3.1', 'meta.created stays with a change', '"meta.created" is when the resource was added.', async (probe) => {
    const user = await probe.user();
    const before = at(await probe.read(`/Users/${user.id}`), 'meta', 'created');
    demand.status(await probe.send('PUT', `/Users/${user.id}`, { ...probe.userBody(), userName: probe.name() }), 200);
    demand.equal(at(await probe.read(`/Users/${user.id}`), 'meta', 'created'), before, '"meta.created"');
  }),
  common(
    '3.1',
    'meta.location is where the resource is read',
    '"meta.location" is the URI of the resource, absolute or relative (§2.3.7).',
    async (probe) => {
      const { id } = await probe.user();
      const location = at(await probe.read(`/Users/${id}`), 'meta', 'location');
      demand.that(/\/Users\/[^/]+$/.test(String(location)), 'a URI that ends with /Users/<id>', location);
    },
  ),
  common(
    '3',
    'schemas names the core schema, once',
    '"schemas" holds the schemas of the resource, none twice.',
    async (probe) => {
      const schemas = listAt(await probe.read(`/Users/${(await probe.user()).id}`), 'schemas');
      demand.that(schemas.includes(userSchema), userSchema, schemas);
      demand.equal(new Set(schemas).size, schemas.length, 'schemas that are not the same');
    },
  ),
  common(
    '3',
    'schemas names only schemas of the resource type',
    '"schemas" holds the type\'s schema and those of its extensions, nothing else.',
    async (probe) => {
      const type = probe.server.types?.find((one) => at(one, 'endpoint') === '/Users');
      if (type === undefined) throw new NotApplicable('/ResourceTypes cannot be read');
      const known = [at(type, 'schema'), ...listAt(type, 'schemaExtensions').map((one) => at(one, 'schema'))];
      for (const schema of listAt(await probe.read(`/Users/${(await probe.user()).id}`), 'schemas'))
        demand.that(known.includes(schema), `one of ${known.join(', ')}`, schema);
    },
  ),
  common('2.1', 'attribute names are read in any case', 'Attribute names are case-insensitive.', async (probe) => {
    const userName = probe.name();
    const user = demand.document(
      await probe.send('POST', '/Users', { schemas: [userSchema], USERNAME: userName }),
      201,
    );
    demand.equal(at(await probe.read(`/Users/${at(user, 'id')}`), 'userName'), userName, '"userName"');
  }),
  {
    ...common(
      '2.2',
      'a password is never returned',
      '"returned": "never" holds for every answer, even where the attribute is asked for.',
      async (probe) => {
        const password = `T0p-${probe.name()}`;
        const answer = await probe.send('POST', '/Users', probe.userBody({ password }));
        if (answer.status !== 201) throw new NotApplicable(`a create with a password was answered ${answer.status}`);
        const id = at(answer.json, 'id');
        const answers = [answer, await probe.get(`/Users/${id}`), await probe.get(`/Users/${id}?attributes=password`)];
        for (const { text } of answers)
          demand.that(
            !text.includes(password) && !/"password"/i.test(text),
            'no password',
            text.replaceAll(password, '<password>'),
          );
      },
    ),
    needs: ['users', 'User.password'],
  },
  {
    ...common(
      '4.3',
      'the enterprise extension is kept and named',
      'Attributes of an extension stand under its URN, and "schemas" names it.',
      async (probe) => {
        const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
        const { id } = await probe.user({ schemas: [userSchema, urn], [urn]: { department: 'R&D' } });
        const read = await probe.read(`/Users/${id}`);
        demand.equal(at(read, urn, 'department'), 'R&D', `"${urn}".department`);
        demand.that(listAt(read, 'schemas').includes(urn), `"schemas" with ${urn}`, at(read, 'schemas'));
      },
    ),
    needs: ['users', 'enterprise'],
  },
  ...(
    [
      [
        'never',
        'what the schema calls never returned is in no answer',
        '"returned": "never": the attribute is never returned.',
      ],
      [
        'request',
        'what the schema returns on request is not returned unasked',
        '"returned": "request": only where it is named.',
      ],
    ] as const
  ).map(([returned, title, requirement]) =>
    common('7', title, requirement, async (probe) => {
      const schema = probe.server.schemas?.find((one) => at(one, 'id') === userSchema);
      if (schema === undefined) throw new NotApplicable('/Schemas cannot be read');
      const hidden = listAt(schema, 'attributes').filter((one) => at(one, 'returned') === returned);
      if (hidden.length === 0) throw new NotApplicable(`no attribute of User is returned: ${returned}`);
      const read = await probe.read(`/Users/${(await probe.user()).id}`);
      for (const attribute of hidden) {
        const name = String(at(attribute, 'name'));
        demand.equal(at(read, name), undefined, `"${name}" is left out`);
      }
    }),
  ),
];
