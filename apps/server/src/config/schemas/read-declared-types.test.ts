import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../read-configuration.js';

const badge = 'urn:acme:params:scim:schemas:extension:badge:1.0:User';
const extend = { name: 'User', schemaExtensions: [{ schema: badge }] };
const schemaOf = (...attributes: readonly object[]) => ({ id: badge, attributes });

function read(configuration: object, files: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'linkspan-schemas-'));
  writeFileSync(join(folder, 'linkspan.yaml'), JSON.stringify(configuration));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return readConfiguration({ environment: {}, folder });
}

function problemsOf(configuration: object, files?: Readonly<Record<string, string>>) {
  return read(configuration, files).problems.map(({ path, message, remedy }) => `${path} ${message}. ${remedy}`);
}

describe('one attribute is refused', () => {
  it.each<[object, string]>([
    [{ name: 'a', mutability: 'readWrit' }, 'mutability cannot be "readWrit". Did you mean readWrite?'],
    [
      { name: 'a', type: 'text' },
      'type cannot be "text". Write one of: string, boolean, decimal, integer, dateTime, reference, binary, complex.',
    ],
    [{ name: 'a', uniqueness: true }, 'uniqueness cannot be true. Write one of: none, server, global.'],
    [{ name: 'a', multivalued: true }, 'multivalued is unknown. Did you mean multiValued?'],
    [{ type: 'string' }, 'name is missing. Write a text; put it in quotes if it looks like a number.'],
    [{ name: 'Schemas' }, 'name cannot be "Schemas", which is the server\'s own. Choose another name.'],
    [{ name: 'password' }, 'name cannot be "password", which is the server\'s own. Choose another name.'],
    [{ name: 'toString' }, 'name cannot be "toString". Choose another name.'],
    [{ name: '2nd' }, 'name cannot be "2nd". Begin with a letter, and go on with letters, digits, "-" and "_".'],
    [
      { name: '__proto__' },
      'name cannot be "__proto__". Begin with a letter, and go on with letters, digits, "-" and "_".',
    ],
    [{ name: 'a', type: 'complex' }, 'subAttributes is missing. A complex attribute is made of them.'],
    [
      { name: 'a', subAttributes: [{ name: 'b' }] },
      'subAttributes is for complex attributes, and type is string. Leave it out, or write `type: complex`.',
    ],
    [
      { name: 'a', type: 'complex', subAttributes: [{ name: 'b', type: 'complex', subAttributes: [{ name: 'c' }] }] },
      'subAttributes.0.type is complex within a complex attribute. Make it an attribute of its own: RFC 7643, section 2.3.8, knows one level.',
    ],
    [
      { name: 'a', type: 'complex', subAttributes: [{ name: 'b' }, { name: 'B' }] },
      'subAttributes.1.name is "B", as another attribute beside it is called already. Choose another name; case makes no difference.',
    ],
    [
      { name: 'a', type: 'complex', subAttributes: [{ name: 'b' }, { name: 'c', returned: 'never' }] },
      'subAttributes.1.returned hides a part of an attribute that is shown: a client that sends back what it saw would take it away. Write it at the attribute as a whole, or make the part an attribute of its own.',
    ],
    [
      { name: 'a', mutability: 'writeOnly', returned: 'request' },
      'returned cannot be "request" while mutability is writeOnly. Leave it out: what is writeOnly is never returned.',
    ],
    [
      { name: 'a', mutability: 'writeOnly', uniqueness: 'server' },
      'uniqueness cannot be "server" for what is never returned: whoever is refused would learn a value of another. Leave it out.',
    ],
    [
      { name: 'a', type: 'boolean', uniqueness: 'global' },
      'uniqueness cannot be "global" for a boolean attribute. Leave it out.',
    ],
    [
      { name: 'a', referenceTypes: ['User'] },
      'referenceTypes is for references, and type is string. Leave it out, or write `type: reference`.',
    ],
    [
      { name: 'a', type: 'reference', referenceTypes: ['Usr'] },
      'referenceTypes.0 names the resource type "Usr", which does not exist. Did you mean User?',
    ],
  ])('%j', (attribute, problem) => {
    const place = 'schemas.0.attributes.0.';
    expect(problemsOf({ schemas: [schemaOf(attribute)], resourceTypes: [extend] })).toEqual([`${place}${problem}`]);
  });
});

const plain = schemaOf({ name: 'number' });
const other = { ...plain, id: 'urn:acme:Device' };
const device = { name: 'Device', endpoint: '/Devices', schema: other.id };

describe('schemas and resource types are refused between them', () => {
  it.each<[object, readonly string[]]>([
    [
      {
        schemas: [{ ...plain, id: 'acme:badge' }],
        resourceTypes: [{ name: 'User', schemaExtensions: [{ schema: 'acme:badge' }] }],
      },
      [
        'schemas.0.id cannot be "acme:badge". Write a URN that ends in a name, such as urn:acme:params:scim:schemas:extension:badge:1.0:User.',
      ],
    ],
    [
      {
        schemas: [{ ...plain, id: 'urn:acme:badge:1.0' }],
        resourceTypes: [{ name: 'User', schemaExtensions: [{ schema: 'urn:acme:badge:1.0' }] }],
      },
      [
        'schemas.0.id cannot be "urn:acme:badge:1.0". Write a URN that ends in a name, such as urn:acme:params:scim:schemas:extension:badge:1.0:User.',
      ],
    ],
    [
      { schemas: [plain, { ...plain, id: badge.toUpperCase() }], resourceTypes: [extend] },
      [
        `schemas.1.id is "${badge.toUpperCase()}", which another schema is called already. Keep one of them; case makes no difference.`,
      ],
    ],
    [
      { schemas: [{ ...plain, id: 'urn:ietf:params:scim:schemas:core:2.0:User' }], resourceTypes: [] },
      [
        'schemas.0.id cannot be "urn:ietf:params:scim:schemas:core:2.0:User", which is built in. Give your schema a URN of your own.',
      ],
    ],
    [
      { schemas: [plain] },
      [
        `schemas.0.id is "${badge}", which no resource type has. Name it under \`resourceTypes\`: in \`schemaExtensions\` of User, or as the \`schema\` of a type of its own.`,
      ],
    ],
    [
      {
        schemas: [plain, { ...plain, id: `${badge}:number` }],
        resourceTypes: [{ ...extend, schemaExtensions: [{ schema: badge }, { schema: `${badge}:number` }] }],
      },
      [`schemas.1.id is "${badge}:number", which is also an attribute of ${badge}. Give one of them another name.`],
    ],
    [
      {
        schemas: [plain],
        resourceTypes: [
          { name: 'User', schemaExtensions: [{ schema: badge }, { schema: `${badge}x` }, { schema: badge }] },
        ],
      },
      [
        `resourceTypes.0.schemaExtensions.1.schema names the schema "${badge}x", which does not exist. Did you mean ${badge}?`,
        `resourceTypes.0.schemaExtensions.2.schema is "${badge}", which the type has already. Remove it.`,
      ],
    ],
    [
      { schemas: [plain], resourceTypes: [{ name: 'user', schemaExtensions: [{ schema: badge, required: 'yes' }] }] },
      ['resourceTypes.0.schemaExtensions.0.required cannot be "yes". Write true or false.'],
    ],
    [
      {
        schemas: [plain],
        resourceTypes: [
          { ...extend, name: 'user' },
          { ...extend, endpoint: '/People' },
        ],
      },
      [
        'resourceTypes.0.name cannot be "user". Did you mean User?',
        'resourceTypes.1.name is "User", which stands here already. Put both into one item.',
        'resourceTypes.1.endpoint cannot be "/People". Leave it out: of User it is /Users.',
      ],
    ],
    [
      {
        schemas: [other],
        resourceTypes: [
          { ...device, endpoint: '/bulk' },
          { ...device, name: 'Printer', endpoint: 'Printers' },
          { name: 'Schema', schema: other.id },
        ],
      },
      [
        'resourceTypes.0.endpoint cannot be "/bulk", which is SCIM\'s own. Choose another one.',
        'resourceTypes.1.endpoint cannot be "Printers". Write one name behind a slash, such as /Devices.',
        'resourceTypes.2.name cannot be "Schema", which is SCIM\'s own. Choose another name.',
        'resourceTypes.2.endpoint is missing. Write where its resources are, such as /Devices.',
      ],
    ],
    [
      {
        schemas: [other],
        resourceTypes: [device, { ...device, name: 'Phone', endpoint: '/DEVICES', schema: 'urn:acme:Phone' }],
      },
      [
        'resourceTypes.1.endpoint cannot be "/DEVICES", which Device has already. Choose another one.',
        'resourceTypes.1.schema names the schema "urn:acme:Phone", which does not exist. Add it under `schemas`.',
      ],
    ],
    [
      { schemas: [{ file: 'a.json', id: badge }, { id: badge }], resourceTypes: [extend] },
      [
        'schemas.0 cannot be a group of keys. Write `file` alone: the schema stands in that file.',
        'schemas.1.attributes is missing. Write the schema as RFC 7643, section 7, or { file: path }.',
      ],
    ],
  ])('%#', (configuration, problems) => {
    expect(problemsOf(configuration)).toEqual(problems);
  });
});

describe('a schema in a file', () => {
  const item = { schemas: [{ file: 'badge.json' }], resourceTypes: [extend] };

  it('is read with everything that a server adds to it', () => {
    const document = {
      ...plain,
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
      meta: { resourceType: 'Schema', location: `/v2/Schemas/${badge}` },
    };
    const { types, problems } = read(item, { 'badge.json': JSON.stringify(document) });
    expect(problems).toEqual([]);
    expect(types?.find(({ name }) => name === 'User')?.extensions.at(-1)).toMatchObject({
      required: false,
      schema: { id: badge, name: 'User', attributes: [{ name: 'number', type: 'string', returned: 'default' }] },
    });
  });

  it.each([
    ['{', /^schemas\.0\.file needs the file .*badge\.json, which is not valid JSON \(.*\)\. Write one schema into it/],
    ['{}', /^schemas\.0\.id of badge\.json is missing\. /],
    [
      JSON.stringify(schemaOf({ name: 'a', returned: 'nevr' })),
      /^schemas\.0\.attributes\.0\.returned of badge\.json cannot be "nevr"\. Did you mean never\?$/,
    ],
    [
      JSON.stringify(schemaOf({ name: 'id' })),
      /^schemas\.0\.attributes\.0\.name of badge\.json cannot be "id", which is the server's own\./,
    ],
  ])('is refused where it holds %s', (text, problem) => {
    expect(problemsOf(item, { 'badge.json': text })[0]).toMatch(problem);
  });

  it('is told of when it is not there', () => {
    expect(problemsOf(item)).toEqual([
      expect.stringMatching(
        /^schemas\.0\.file needs the file .*badge\.json, which cannot be read \(ENOENT\)\. Create it/,
      ),
    ]);
  });
});

describe('what is left out has the RFC’s default', () => {
  it.each<[object, object]>([
    [
      { name: 'a' },
      {
        type: 'string',
        multiValued: false,
        required: false,
        caseExact: false,
        mutability: 'readWrite',
        returned: 'default',
        uniqueness: 'none',
      },
    ],
    [{ name: 'a', type: 'binary', caseExact: false }, { caseExact: true }],
    [{ name: 'a', type: 'reference' }, { caseExact: true }],
    [{ name: 'a', type: 'reference', caseExact: false }, { caseExact: false }],
    [{ name: 'a', mutability: 'writeOnly' }, { returned: 'never' }],
    [
      { name: 'a', type: 'complex', returned: 'never', subAttributes: [{ name: 'b' }] },
      { returned: 'never', subAttributes: [{ returned: 'never' }] },
    ],
  ])('%j', (attribute, expected) => {
    const { types } = read({ schemas: [schemaOf(attribute)], resourceTypes: [extend] });
    const user = types?.find(({ name }) => name === 'User');
    expect(user?.extensions.at(-1)?.schema.attributes).toMatchObject([expected]);
  });
});
