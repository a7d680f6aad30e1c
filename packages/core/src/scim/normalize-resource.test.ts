import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from './json.js';
import { normalizeResource } from './normalize-resource.js';
import { groupType, userType } from './resource-types.js';
import type { ResourceType } from './schema.js';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const replace = (body: Json, type: ResourceType = userType) => normalizeResource(type, body, { purpose: 'replace' });
/** The attributes that a body comes to, beside the userName that every user needs. */
const attributesOf = (body: JsonObject): JsonObject => {
  const { userName: _, ...rest } = replace({ userName: 'x', ...body }).attributes;
  return rest;
};

describe('what identity providers send comes to the same canonical form', () => {
  const rows: readonly (readonly [behaviour: string, body: JsonObject, attributes: JsonObject])[] = [
    [
      'names in any case',
      { DISPLAYNAME: 'A', Name: { GIVENNAME: 'B' } },
      { displayName: 'A', name: { givenName: 'B' } },
    ],
    ['null is unassigned', { emails: null, title: null, name: { givenName: null } }, {}],
    [
      'empty lists and objects are unassigned',
      { addresses: [], phoneNumbers: [], name: {}, title: [], active: [] },
      {},
    ],
    [
      'booleans as text (Entra)',
      { active: 'True', emails: [{ value: 'a', primary: 'false' }] },
      { active: true, emails: [{ value: 'a', primary: false }] },
    ],
    ['a number where text is kept', { title: 7 }, { title: '7' }],
    [
      'an object for a list of one (OneLogin)',
      { emails: { value: 'a', type: 'work' } },
      { emails: [{ value: 'a', type: 'work' }] },
    ],
    ['text for a value', { emails: ['a'], roles: 'admin' }, { emails: [{ value: 'a' }], roles: [{ value: 'admin' }] }],
    ['a list of one for a single value', { title: ['Captain'] }, { title: 'Captain' }],
    [
      'the manager as text (Entra)',
      { [enterprise]: { manager: '42' } },
      { [enterprise]: { manager: { value: '42' } } },
    ],
    [
      'the manager as a list (Entra)',
      { [enterprise]: { manager: [{ value: '42', $ref: '../Users/42' }] } },
      { [enterprise]: { manager: { value: '42', $ref: '../Users/42' } } },
    ],
    ['the manager as empty text (Entra)', { [enterprise]: { manager: '' } }, {}],
    [
      'the extension in any case',
      { [enterprise.toUpperCase()]: { DEPARTMENT: 'C-Suite' } },
      { [enterprise]: { department: 'C-Suite' } },
    ],
    ['an extension of nothing', { [enterprise]: { department: null } }, {}],
    ['an extension that is null', { [enterprise]: null }, {}],
    [
      'a value without its value (Okta)',
      {
        emails: [
          { value: null, type: 'work', primary: true },
          { value: '', type: 'home' },
        ],
      },
      {},
    ],
    [
      'an address, which has none',
      { addresses: [{ type: 'work', country: 'US' }] },
      { addresses: [{ country: 'US', type: 'work' }] },
    ],
    [
      'equal values once',
      { emails: [{ value: 'a' }, { value: 'a' }, { value: 'b' }] },
      { emails: [{ value: 'a' }, { value: 'b' }] },
    ],
    [
      'one value of each type, the later word counts',
      {
        emails: [
          { value: 'a', type: 'work', display: '1' },
          { value: 'a', type: 'work', display: '2', primary: true },
          { value: 'a', type: 'home' },
        ],
      },
      {
        emails: [
          { value: 'a', display: '2', type: 'work', primary: true },
          { value: 'a', type: 'home' },
        ],
      },
    ],
    [
      'one primary, the last',
      {
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: true },
        ],
      },
      { emails: [{ value: 'a' }, { value: 'b', primary: true }] },
    ],
    [
      'what is read-only is passed over',
      {
        id: '1',
        meta: { version: 'x' },
        schemas: ['y'],
        groups: [{ value: 'g' }],
        [enterprise]: { manager: { value: '1', displayName: 'Boss' } },
      },
      { [enterprise]: { manager: { value: '1' } } },
    ],
    [
      'a phone number stays as sent (JumpCloud)',
      { phoneNumbers: [{ value: 'tel:+1-555-555-5555' }] },
      { phoneNumbers: [{ value: 'tel:+1-555-555-5555' }] },
    ],
    ['empty text is a value', { title: '' }, { title: '' }],
  ];
  test.each(rows)('%s', (_behaviour, body, attributes) => {
    expect(attributesOf(body)).toEqual(attributes);
  });

  test('attributes stand in the order of the schemas, so equal resources are equal as text', () => {
    const attributes = attributesOf({
      [enterprise]: { department: 'D' },
      emails: [{ primary: true, type: 'work', value: 'a' }],
      name: { familyName: 'F', givenName: 'G' },
    });
    expect(JSON.stringify(attributes)).toBe(
      `{"name":{"familyName":"F","givenName":"G"},"emails":[{"value":"a","type":"work","primary":true}],"${enterprise}":{"department":"D"}}`,
    );
  });
});

test("JumpCloud's recorded PUT is kept whole, but for what is empty or the server's", () => {
  const normalized = replace({
    active: true,
    addresses: [],
    displayName: 'John Doe',
    emails: [{ primary: true, type: 'work', value: 'john.doe@example.io' }],
    externalId: '664447f5c0c418f2d05e5318',
    id: 'f2b1',
    locale: 'en-US',
    name: { familyName: 'Doe', givenName: 'John' },
    phoneNumbers: [],
    photos: [{ value: 'https://img.example.com/2a27d237.png' }],
    preferredLanguage: 'en-US',
    schemas: [enterprise, core],
    title: 'Captain',
    [enterprise]: { department: 'C-Suite' },
    userName: 'john.doe@example.com',
  });
  expect(normalized).toEqual({
    attributes: {
      userName: 'john.doe@example.com',
      name: { familyName: 'Doe', givenName: 'John' },
      displayName: 'John Doe',
      title: 'Captain',
      preferredLanguage: 'en-US',
      locale: 'en-US',
      active: true,
      emails: [{ value: 'john.doe@example.io', type: 'work', primary: true }],
      photos: [{ value: 'https://img.example.com/2a27d237.png' }],
      [enterprise]: { department: 'C-Suite' },
    },
    externalId: '664447f5c0c418f2d05e5318',
    present: new Set([
      ...['active', 'addresses', 'displayName', 'emails', 'externalId', 'locale', 'name', 'phoneNumbers', 'photos'],
      ...['preferredLanguage', 'title', `${enterprise}:department`, 'userName'],
    ]),
    ignored: [],
  });
});

describe('what a body spoke of is told apart from what it left out', () => {
  test.each<[JsonObject, string[]]>([
    [{ EMAILS: null }, ['emails']],
    [{ active: 'True', password: 'x' }, ['active', 'password']],
    [{ id: '1', meta: {}, groups: [], schemas: [] }, []],
    [{ [enterprise]: { MANAGER: null, nonsense: 1 } }, [`${enterprise}:manager`]],
    [
      { [enterprise]: null },
      ['employeeNumber', 'costCenter', 'organization', 'division', 'department', 'manager'].map(
        (name) => `${enterprise}:${name}`,
      ),
    ],
  ])('%j', (body, present) => {
    expect(replace({ userName: 'x', ...body }).present).toEqual(new Set(['userName', ...present]));
  });
});

describe('somebody is active unless a body says otherwise', () => {
  test.each<[JsonObject, 'create' | 'replace', Json | undefined]>([
    [{}, 'create', true],
    [{ active: null }, 'create', true],
    [{ active: false }, 'create', false],
    [{ active: 'FALSE' }, 'create', false],
    [{}, 'replace', undefined],
    [{ active: null }, 'replace', undefined],
  ])('%j on %s: %s', (body, purpose, active) => {
    expect(normalizeResource(userType, { userName: 'x', ...body }, { purpose }).attributes.active).toBe(active);
  });
});

test('a password is handed over and never kept', () => {
  const normalized = replace({ userName: 'x', Password: 'S3cret!' });
  expect(normalized.password).toBe('S3cret!');
  expect(JSON.stringify(normalized.attributes)).not.toContain('S3cret!');
  expect(replace({ userName: 'x', password: null })).not.toHaveProperty('password');
});

test('what no schema knows is left out and told by name', () => {
  const normalized = replace({
    userName: 'x',
    costCenter: '42',
    emails: [
      { value: 'a', note: 1 },
      { value: 'b', note: 2, primary: true },
      { value: 'c', primary: true },
    ],
    'urn:example:unknown': { a: 1 },
    [enterprise]: { badge: 1 },
  });
  expect(normalized.attributes).toEqual({
    userName: 'x',
    emails: [{ value: 'a' }, { value: 'b' }, { value: 'c', primary: true }],
  });
  expect(new Set(normalized.ignored)).toEqual(
    new Set([
      'costCenter',
      'emails.note',
      'emails.primary (true more than once)',
      'urn:example:unknown',
      `${enterprise}:badge`,
    ]),
  );
});

test('names with a meaning in JavaScript have none here', () => {
  const body: Json = JSON.parse(
    `{"userName":"x","__proto__":{"active":false},"constructor":{"a":1},"name":{"__proto__":{"givenName":"Eve"}},"toString":"x",
      "${enterprise}":{"__proto__":{"department":"Eve"}}}`,
  );
  const { attributes, ignored } = replace(body);
  expect(attributes).toEqual({ userName: 'x' });
  expect(ignored).toEqual(['__proto__', 'constructor', 'toString', 'name.__proto__', `${enterprise}:__proto__`]);
  expect(Object.getPrototypeOf(attributes)).toBe(Object.prototype);
});

test('a body nested without end costs nothing', () => {
  const deep = (depth: number): Json => JSON.parse(`${'['.repeat(depth)}1${']'.repeat(depth)}`);
  expect(replace({ userName: 'x', unknown: deep(5000) }).ignored).toEqual(['unknown']);
  expect(() => replace({ userName: 'x', title: deep(5000) })).toThrow('title must be text, but a list was sent.');
  expect(() => replace({ userName: 'x', emails: deep(5000) })).toThrow(
    'emails must be an object, but a list was sent.',
  );
});

describe("the externalId is the client's own, kept apart", () => {
  test.each<[Json, string | undefined]>([
    ['00u1', '00u1'],
    [701984, '701984'],
    ['', undefined],
    [null, undefined],
  ])('%j: %s', (externalId, kept) => {
    const normalized = replace({ userName: 'x', externalId });
    expect(normalized.externalId).toBe(kept);
    expect(normalized.attributes).not.toHaveProperty('externalId');
    expect(normalized.present.has('externalId')).toBe(true);
  });
});

describe('the members of a group are ids, each once', () => {
  test.each<[Json, readonly string[]]>([
    [
      [{ value: 'a' }, { value: 'b', display: 'B', type: 'User', $ref: null }, { VALUE: 'a' }],
      ['a', 'b'],
    ],
    [{ value: 'a' }, ['a']],
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [[], []],
    [null, []],
  ])('%j', (members, ids) => {
    const normalized = replace({ displayName: 'Staff', members }, groupType);
    expect(normalized.members).toEqual(ids);
    expect(normalized.attributes).toEqual({ displayName: 'Staff' });
  });

  test('and are not spoken of where they are left out', () => {
    expect(replace({ displayName: 'Staff' }, groupType)).not.toHaveProperty('members');
  });
});

describe('what cannot be kept is refused with its name, what was sent and what is expected, never the value', () => {
  test.each<[Json, string]>([
    [{}, 'A User must have userName, and it is missing or empty.'],
    [{ userName: ' ' }, 'A User must have userName'],
    [{ userName: null }, 'A User must have userName'],
    [{ userName: true }, 'userName must be text, but true was sent.'],
    [{ userName: 'x', active: 'yes' }, 'active must be true or false, but text was sent.'],
    [{ userName: 'x', active: 1 }, 'active must be true or false, but a number was sent.'],
    [{ userName: 'x', name: 'Bob' }, 'name must be an object, but text was sent.'],
    [{ userName: 'x', name: { givenName: { a: 1 } } }, 'name.givenName must be text, but an object was sent.'],
    [{ userName: 'x', title: ['a', 'b'] }, 'title must be text, but a list was sent.'],
    [{ userName: 'x', title: 2 ** 64 }, 'title must be text, but a number was sent.'],
    [{ userName: 'x', emails: [{ value: ['a', 'b'] }] }, 'emails.value must be text, but a list was sent.'],
    [{ userName: 'x', emails: Array.from({ length: 1001 }, (_, i) => `${i}`) }, 'emails has 1001 values; at most 1000'],
    [{ userName: 'x', externalId: {} }, 'externalId must be text, but an object was sent.'],
    [{ userName: 'x', [enterprise]: 'y' }, `${enterprise} must be an object, but text was sent.`],
  ])('%j', (body, reason) => {
    expect(() => replace(body)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidValue', message: expect.stringContaining(reason) }),
    );
  });

  test.each<[Json]>([['text'], [1], [null], [[]], [true]])('a body that is %j', (body) => {
    expect(() => replace(body)).toThrow(expect.objectContaining({ status: 400, scimType: 'invalidSyntax' }));
  });

  test.each<[Json]>([[[{}]], [[{ value: 7 }]], [['']], [[null]], [[['1']]], [[{ display: 'x' }]]])(
    'members %j',
    (members) => {
      expect(() => replace({ displayName: 'Staff', members }, groupType)).toThrow(
        expect.objectContaining({
          scimType: 'invalidValue',
          message: expect.stringContaining('A member must have "value"'),
        }),
      );
    },
  );

  test('a group without a name', () => {
    expect(() => replace({ members: [] }, groupType)).toThrow('A Group must have displayName');
  });
});
