import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Requirement } from '../requirement.js';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const row = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  rfc: 7644,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users'],
  run,
});

export const createRows: readonly Requirement[] = [
  row('3.3', 'a create is 201', 'A created resource is answered 201.', async (probe) => {
    demand.status(await probe.send('POST', '/Users', probe.userBody()), 201);
  }),
  {
    ...row(
      '3.3',
      'a create answers with the resource',
      'The body of the 201 should hold the new resource.',
      async (probe) => {
        const body = probe.userBody();
        const document = demand.document(await probe.send('POST', '/Users', body), 201);
        demand.equal(at(document, 'userName'), at(body, 'userName'), '"userName"');
      },
    ),
    level: 'SHOULD',
  },
  row(
    '3.3',
    'a create says where the resource is',
    'The URI stands in Location, and in "meta.location" of the body.',
    async (probe) => {
      const answer = demand.status(await probe.send('POST', '/Users', probe.userBody()), 201);
      const { location } = answer.headers;
      demand.that(location !== undefined, 'a Location header', undefined);
      demand.equal(at(answer.json, 'meta', 'location'), location, '"meta.location" as Location');
      demand.that(
        location?.endsWith(`/Users/${at(answer.json, 'id')}`) === true,
        'a Location that ends with /Users/<id>',
        location,
      );
    },
  ),
  row('3.3', 'what was created can be read', 'A new resource is there under its id.', async (probe) => {
    const user = await probe.user();
    demand.equal(at(await probe.read(`/Users/${user.id}`), 'userName'), at(user, 'userName'), '"userName"');
  }),
  row(
    '3.3',
    'a create ignores what is read-only',
    'Read-only attributes in the body are ignored: "id" and "meta".',
    async (probe) => {
      const chosen = probe.name();
      const meta = { resourceType: 'Nothing', created: '2001-01-01T00:00:00Z' };
      const answer = await probe.send('POST', '/Users', probe.userBody({ id: chosen, meta }));
      const user = demand.document(answer, 201);
      demand.that(at(user, 'id') !== chosen, 'an id that the server chose', at(user, 'id'));
      demand.equal(at(user, 'meta', 'resourceType'), 'User', '"meta.resourceType"');
      demand.that(
        at(user, 'meta', 'created') !== meta.created,
        '"meta.created" of the server',
        at(user, 'meta', 'created'),
      );
    },
  ),
  row(
    '3.3',
    'a userName that is taken is 409 uniqueness',
    'A conflict with an existing resource is 409 with scimType uniqueness.',
    async (probe) => {
      const { userName = '' } = await probe.user();
      demand.error(await probe.send('POST', '/Users', probe.userBody({ userName })), 409, 'uniqueness');
    },
  ),
  row(
    '3.3',
    'a userName that is taken in other case is 409',
    'userName is not case-exact (RFC 7643 §4.1.1, §8.7.1), so its uniqueness is not, either.',
    async (probe) => {
      const user = await probe.user();
      const userName = String(at(user, 'userName')).toUpperCase();
      demand.error(await probe.send('POST', '/Users', probe.userBody({ userName })), 409, 'uniqueness');
    },
  ),
  row(
    '3.3.1',
    'the resource type is set by the server',
    '"meta.resourceType" is set according to the endpoint.',
    async (probe) => {
      demand.equal(at(await probe.user(), 'meta', 'resourceType'), 'User', '"meta.resourceType"');
    },
  ),
  row(
    '3.12',
    'a user without a userName is 400',
    'A required value is missing: 400 (Table 9: invalidValue).',
    async (probe) => {
      demand.error(await probe.send('POST', '/Users', { schemas: [userSchema], displayName: probe.name() }), 400);
    },
  ),
  {
    ...row(
      '3.12',
      'a userName that is no text is 400',
      'A value is not compatible with the type of its attribute: 400 (Table 9: invalidValue).',
      async (probe) => {
        demand.error(
          await probe.send('POST', '/Users', { schemas: [userSchema], userName: { value: probe.name() } }),
          400,
        );
      },
    ),
  },
];

const common = (section: string, title: string, requirement: string, run: Requirement['run']): Requirement => ({
  ...row(section, title, requirement, run),
  rfc: 7643,
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
      '2.5',
      'null is unassigned',
      'An attribute that is null is unassigned: it is as if it were left out.',
      async (probe) => {
        const { id } = await probe.user({ title: null });
        demand.that(
          (at(await probe.read(`/Users/${id}`), 'title') ?? null) === null,
          'no "title"',
          at(await probe.read(`/Users/${id}`), 'title'),
        );
      },
    ),
    needs: ['users', 'User.title'],
  },
  {
    ...common(
      '2.5',
      'an empty list is unassigned',
      'An empty list of values is unassigned, as null is.',
      async (probe) => {
        const { id } = await probe.user({ emails: [] });
        demand.equal(listAt(await probe.read(`/Users/${id}`), 'emails').length, 0, 'e-mails');
      },
    ),
    needs: ['users', 'User.emails'],
  },
  {
    ...common('2.5', 'null in a PUT takes the value away', 'A value is unassigned by null.', async (probe) => {
      const user = await probe.user({ title: 'Countess' });
      const body = { ...probe.userBody(), userName: at(user, 'userName') ?? null, title: null };
      demand.status(await probe.send('PUT', `/Users/${user.id}`, body), 200);
      demand.equal(at(await probe.read(`/Users/${user.id}`), 'title') ?? null, null, '"title"');
    }),
    needs: ['users', 'User.title'],
  },
  {
    ...common(
      '2.3.2',
      'a boolean is read back as a boolean',
      'A boolean is the literal true or false.',
      async (probe) => {
        for (const active of [true, false]) {
          const { id } = await probe.user({ active });
          demand.equal(at(await probe.read(`/Users/${id}`), 'active'), active, '"active"');
        }
      },
    ),
    needs: ['users', 'User.active'],
  },
  {
    ...common(
      '2.4',
      'a second primary value is refused or corrected',
      '"primary" is true at most once among the values of an attribute.',
      async (probe) => {
        const emails = ['a', 'b'].map((name) => ({
          value: `${name}@${probe.name()}.example`,
          type: name === 'a' ? 'work' : 'home',
          primary: true,
        }));
        const answer = await probe.send('POST', '/Users', probe.userBody({ emails }));
        if (answer.status === 400) return demand.error(answer, 400);
        const { id } = demand.document(answer, 201);
        const primary = listAt(await probe.read(`/Users/${id}`), 'emails').filter((one) => at(one, 'primary') === true);
        demand.that(primary.length <= 1, 'one primary e-mail at most', primary);
      },
    ),
    needs: ['users', 'User.emails.primary'],
  },
  {
    ...common(
      '2.4',
      'values and their parts are kept',
      'A multi-valued complex attribute keeps "value", "type" and "primary" of each value.',
      async (probe) => {
        const emails = [
          { value: `work@${probe.name()}.example`, type: 'work', primary: true },
          { value: `home@${probe.name()}.example`, type: 'home' },
        ];
        const { id } = await probe.user({ emails });
        const kept = listAt(await probe.read(`/Users/${id}`), 'emails');
        demand.equal(kept.length, 2, 'e-mails');
        for (const { value, type } of emails)
          demand.that(
            kept.some((one) => at(one, 'value') === value && at(one, 'type') === type),
            `${value}, ${type}`,
            kept,
          );
      },
    ),
    needs: ['users', 'User.emails.type'],
  },
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
