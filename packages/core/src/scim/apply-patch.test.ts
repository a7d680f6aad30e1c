import { describe, expect, test } from 'vitest';
import { applyPatch } from './apply-patch.js';
import type { Json, JsonObject } from './json.js';
import type { MemberDelta } from './member-delta.js';
import { groupType, userType } from './resource-types.js';

const core = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const work = { value: 'bj@work.example', type: 'work', primary: true };
const home = { value: 'bj@home.example', type: 'home' };
const user: JsonObject = {
  userName: 'bj',
  name: { familyName: 'Jensen', givenName: 'Barbara' },
  title: 'Guide',
  active: true,
  emails: [work, home],
  [enterprise]: { department: 'Tours', manager: { value: '26', $ref: '../Users/26' } },
};

/** The top-level attributes in which a PATCH leaves the user other than it was; `undefined`: unassigned. */
function changes(operations: Json): Readonly<Record<string, Json | undefined>> {
  const { attributes } = applyPatch(userType, user, { Operations: operations });
  const names = new Set([...Object.keys(user), ...Object.keys(attributes)]);
  const changed = [...names].filter((name) => JSON.stringify(user[name]) !== JSON.stringify(attributes[name]));
  return Object.fromEntries(changed.map((name) => [name, attributes[name]]));
}

type Row = readonly [
  behaviour: string,
  operations: readonly Json[],
  changed: Readonly<Record<string, Json | undefined>>,
];

describe('RFC 7644 §3.5.2', () => {
  const rows: readonly Row[] = [
    ['add sets a single value', [{ op: 'add', path: 'nickName', value: 'Babs' }], { nickName: 'Babs' }],
    ['add replaces a single value', [{ op: 'add', path: 'title', value: 'Chief' }], { title: 'Chief' }],
    [
      'add appends to a list',
      [{ op: 'add', path: 'emails', value: [{ value: 'c', type: 'other' }] }],
      { emails: [work, home, { value: 'c', type: 'other' }] },
    ],
    [
      'add of what is there changes nothing',
      [
        { op: 'add', path: 'emails', value: [work, { value: 'bj@home.example' }] },
        { op: 'add', path: 'title', value: 'Guide' },
      ],
      {},
    ],
    [
      'add of nothing changes nothing',
      [
        { op: 'add', path: 'emails', value: [] },
        { op: 'add', path: 'name', value: {} },
      ],
      {},
    ],
    [
      'add sets a sub-attribute',
      [{ op: 'add', path: 'name.middleName', value: 'J' }],
      { name: { familyName: 'Jensen', givenName: 'Barbara', middleName: 'J' } },
    ],
    [
      'add merges into a complex value',
      [{ op: 'add', path: 'name', value: { givenName: 'Babs' } }],
      { name: { familyName: 'Jensen', givenName: 'Babs' } },
    ],
    [
      'add merges into the values that a filter chooses',
      [{ op: 'add', path: 'emails[type eq "home"]', value: { display: 'H' } }],
      { emails: [work, { ...home, display: 'H' }] },
    ],
    ['replace sets a single value', [{ op: 'replace', path: 'title', value: 'Chief' }], { title: 'Chief' }],
    ['replace of a missing value adds it', [{ op: 'replace', path: 'nickName', value: 'Babs' }], { nickName: 'Babs' }],
    [
      'replace merges into a complex value',
      [{ op: 'replace', path: 'name', value: { givenName: 'Babs', familyName: null } }],
      { name: { givenName: 'Babs' } },
    ],
    [
      'replace sets a whole list',
      [{ op: 'replace', path: 'emails', value: [{ value: 'c' }] }],
      { emails: [{ value: 'c' }] },
    ],
    [
      'replace sets a sub-attribute of the values that a filter chooses',
      [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'new' }],
      { emails: [work, { value: 'new', type: 'home' }] },
    ],
    [
      'replace sets a sub-attribute of all values where nothing chooses',
      [{ op: 'replace', path: 'emails.display', value: 'D' }],
      {
        emails: [
          { ...work, display: 'D' },
          { ...home, display: 'D' },
        ],
      },
    ],
    [
      'replace sets the values that a filter chooses, which stay what it says',
      [{ op: 'replace', path: 'emails[type eq "work"]', value: { value: 'new' } }],
      { emails: [{ value: 'new', type: 'work' }, home] },
    ],
    [
      'a value that becomes primary is the only one',
      [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }],
      {
        emails: [
          { value: work.value, type: 'work' },
          { ...home, primary: true },
        ],
      },
    ],
    [
      'an added value that is primary is the only one',
      [{ op: 'add', path: 'emails', value: { value: 'c', primary: true } }],
      { emails: [{ value: work.value, type: 'work' }, home, { value: 'c', primary: true }] },
    ],
    [
      'remove unassigns',
      [
        { op: 'remove', path: 'title' },
        { op: 'remove', path: 'name' },
      ],
      { title: undefined, name: undefined },
    ],
    [
      'remove of what is not there changes nothing',
      [
        { op: 'remove', path: 'nickName' },
        { op: 'remove', path: 'ims' },
        { op: 'remove', path: 'emails[type eq "other"]' },
        { op: 'remove', path: 'emails[type eq "other"].value' },
      ],
      {},
    ],
    ['remove of a sub-attribute', [{ op: 'remove', path: 'name.givenName' }], { name: { familyName: 'Jensen' } }],
    [
      'remove of the values that a filter chooses',
      [{ op: 'remove', path: 'emails[type eq "work" and value ew ".EXAMPLE"]' }],
      { emails: [home] },
    ],
    ['a value that loses its value goes', [{ op: 'remove', path: 'emails[type eq "work"].value' }], { emails: [home] }],
    ['the last value to go unassigns the list', [{ op: 'remove', path: 'emails[value pr]' }], { emails: undefined }],
    [
      'remove in an extension',
      [{ op: 'remove', path: `${enterprise}:department` }],
      { [enterprise]: { manager: { value: '26', $ref: '../Users/26' } } },
    ],
    ['remove of an extension', [{ op: 'remove', path: enterprise }], { [enterprise]: undefined }],
    [
      'an extension as path',
      [{ op: 'add', path: enterprise, value: { department: 'Sales', costCenter: '7' } }],
      { [enterprise]: { costCenter: '7', department: 'Sales', manager: { value: '26', $ref: '../Users/26' } } },
    ],
    ['the core schema as path', [{ op: 'replace', path: core, value: { title: 'Chief' } }], { title: 'Chief' }],
    [
      'names in any case',
      [{ op: 'replace', path: `${core.toUpperCase()}:NAME.givenname`, value: 'Babs' }],
      { name: { familyName: 'Jensen', givenName: 'Babs' } },
    ],
    [
      'a value that is replaced leaves nothing of another that it turns out to be',
      [
        { op: 'add', path: 'emails[type eq "home"].display', value: 'H' },
        { op: 'replace', path: 'emails[type eq "work"]', value: home },
      ],
      { emails: [home] },
    ],
    [
      'nothing is unassigned where a filter chooses nothing',
      [
        { op: 'replace', path: 'emails[type eq "other"].value', value: null },
        { op: 'replace', path: 'emails[value co "nobody"]', value: null },
        { op: 'remove', path: 'emails[type eq "other"]', value: [{ value: 'x' }] },
      ],
      {},
    ],
    [
      'a list of nothing unassigns a single value too',
      [
        { op: 'replace', path: 'title', value: [] },
        { op: 'replace', path: `${enterprise}:manager`, value: [] },
      ],
      { title: undefined, [enterprise]: { department: 'Tours' } },
    ],
    [
      'each operation sees what those before it did',
      [
        { op: 'add', path: 'emails', value: [{ value: 'c', type: 'other' }] },
        { op: 'replace', path: 'emails[type eq "other"].value', value: 'd' },
        { op: 'remove', path: 'emails[type eq "home"]' },
      ],
      { emails: [work, { value: 'd', type: 'other' }] },
    ],
    [
      'required for a moment only',
      [
        { op: 'remove', path: 'userName' },
        { op: 'add', path: 'userName', value: 'babs' },
      ],
      { userName: 'babs' },
    ],
    [
      'null and [] unassign',
      [
        { op: 'replace', path: 'title', value: null },
        { op: 'replace', path: 'emails', value: [] },
        { op: 'replace', path: 'name.givenName', value: null },
      ],
      { title: undefined, emails: undefined, name: { familyName: 'Jensen' } },
    ],
  ];
  test.each(rows)('%s', (_behaviour, operations, changed) => {
    expect(changes(operations)).toEqual(changed);
  });
});

describe('the dialects of identity providers', () => {
  const rows: readonly Row[] = [
    [
      'Entra: Replace with a capital, booleans as text',
      [{ op: 'Replace', path: 'active', value: 'False' }],
      { active: false },
    ],
    [
      'Entra: without a path, keys with dots and URNs',
      [
        {
          op: 'Add',
          value: { 'name.givenName': 'Babs', [`${enterprise}:department`]: 'Sales', [`${core}:title`]: 'Chief' },
        },
      ],
      {
        name: { familyName: 'Jensen', givenName: 'Babs' },
        title: 'Chief',
        [enterprise]: { department: 'Sales', manager: { value: '26', $ref: '../Users/26' } },
      },
    ],
    [
      'Entra: a value that is not there yet is made',
      [
        { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+1' },
        { op: 'Replace', path: 'addresses[type eq "work"].country', value: 'US' },
      ],
      { phoneNumbers: [{ value: '+1', type: 'mobile' }], addresses: [{ country: 'US', type: 'work' }] },
    ],
    [
      'Entra: the same, by a key without a path',
      [{ op: 'replace', value: { 'emails[type eq "other"].value': 'c', 'emails[type eq "home"].value': 'new' } }],
      { emails: [work, { value: 'new', type: 'home' }, { value: 'c', type: 'other' }] },
    ],
    [
      'Entra: primary as text in the filter and in the value',
      [
        { op: 'Add', path: 'roles[primary eq "True"].value', value: 'admin' },
        { op: 'Add', path: 'roles', value: [{ value: 'user', primary: 'True' }] },
      ],
      { roles: [{ value: 'admin' }, { value: 'user', primary: true }] },
    ],
    [
      'Entra: the manager as text',
      [{ op: 'Add', path: `${enterprise}:manager`, value: '42' }],
      { [enterprise]: { department: 'Tours', manager: { value: '42' } } },
    ],
    [
      'Entra: the same manager again keeps what is known of her',
      [{ op: 'Add', path: `${enterprise}:manager`, value: '26' }],
      {},
    ],
    [
      'Entra: the manager as a list',
      [{ op: 'Replace', path: `${enterprise}:manager`, value: [{ $ref: '../Users/42', value: '42' }] }],
      { [enterprise]: { department: 'Tours', manager: { value: '42', $ref: '../Users/42' } } },
    ],
    [
      'Entra: no manager, as empty text',
      [{ op: 'Replace', path: `${enterprise}:manager`, value: '' }],
      { [enterprise]: { department: 'Tours' } },
    ],
    [
      "the manager's id alone",
      [{ op: 'replace', path: `${enterprise}:manager.value`, value: '42' }],
      { [enterprise]: { department: 'Tours', manager: { value: '42' } } },
    ],
    [
      'Entra: remove with values removes only those',
      [{ op: 'Remove', path: 'emails', value: [{ value: 'BJ@home.example' }, { value: 'unknown' }] }],
      { emails: [work] },
    ],
    ['Entra: remove with an empty list removes nothing', [{ op: 'Remove', path: 'emails', value: [] }], {}],
    ['Okta: deactivate without a path', [{ op: 'replace', value: { active: false } }], { active: false }],
    [
      "Okta: what is the server's is passed over without a path",
      [{ op: 'replace', value: { id: '1', meta: { version: 'x' }, schemas: [core], groups: [], title: 'Chief' } }],
      { title: 'Chief' },
    ],
    ["Okta: nothing but what is the server's", [{ op: 'replace', value: { id: '1' } }], {}],
    [
      'OneLogin: e-mails as an object',
      [{ op: 'replace', path: 'emails', value: { value: 'c', type: 'work' } }],
      { emails: [{ value: 'c', type: 'work' }] },
    ],
    ['JumpCloud: e-mails as null', [{ op: 'replace', value: { emails: null } }], { emails: undefined }],
    ['JumpCloud: deactivate', [{ op: 'replace', path: 'active', value: false }], { active: false }],
    [
      'an extension as an object',
      [{ op: 'replace', value: { [enterprise]: { Department: 'Sales', 'manager.value': '42' } } }],
      { [enterprise]: { department: 'Sales', manager: { value: '42' } } },
    ],
    ['an extension as null', [{ op: 'replace', value: { [enterprise]: null } }], { [enterprise]: undefined }],
    ['an empty path', [{ op: 'replace', path: '', value: { title: 'Chief' } }], { title: 'Chief' }],
    ['names of an operation in any case', [{ OP: 'REPLACE', Path: 'title', Value: 'Chief' }], { title: 'Chief' }],
    ['an extension announced in schemas', [{ op: 'add', path: 'schemas', value: [enterprise] }], {}],
    [
      'what is unassigned does not bring a leaver back',
      [
        { op: 'replace', path: 'active', value: false },
        { op: 'remove', path: 'title' },
      ],
      { active: false, title: undefined },
    ],
  ];
  test.each(rows)('%s', (_behaviour, operations, changed) => {
    expect(changes(operations)).toEqual(changed);
  });

  test.each<[string, Json]>([
    ['remove', { op: 'remove', path: 'active' }],
    ['null', { op: 'replace', path: 'active', value: null }],
  ])('somebody inactive stays so when active is unassigned by %s', (_how, operation) => {
    const leaver = { userName: 'bj', active: false };
    expect(applyPatch(userType, leaver, { Operations: [operation] }).attributes).toEqual(leaver);
  });

  test('Operations in any case, and schemas missing', () => {
    expect(
      applyPatch(userType, user, { operations: [{ op: 'replace', path: 'title', value: 'Chief' }] }).attributes.title,
    ).toBe('Chief');
  });
});

test('what no schema knows is left out and told by name, where something else is known', () => {
  const { attributes, ignored } = applyPatch(userType, user, {
    Operations: [
      {
        op: 'replace',
        value: { title: 'Chief', shoeSize: 44, 'name.nick': 'B', '???': 1, [enterprise]: { badge: 1 } },
      },
      { op: 'add', path: 'emails', value: [{ value: 'c', note: 1 }] },
    ],
  });
  expect(attributes).toMatchObject({ title: 'Chief', emails: [work, home, { value: 'c' }] });
  expect(new Set(ignored)).toEqual(new Set(['shoeSize', 'name.nick', '???', `${enterprise}:badge`, 'emails.note']));
});

const notUnderstood: [operation: JsonObject, named: string][] = [
  [{ op: 'replace', value: { shoeSize: 44, [enterprise]: { badge: 1 } } }, `shoeSize, ${enterprise}:badge`],
  [{ op: 'add', value: { [enterprise]: { badge: 1 } } }, `${enterprise}:badge`],
  [{ op: 'add', path: enterprise, value: { badge: 1 } }, `${enterprise}:badge`],
  [{ op: 'add', path: core, value: { badge: 1 } }, `${core}:badge`],
  [{ op: 'replace', path: 'name', value: { givenNam: 'B' } }, 'name has none of these attributes: givenNam'],
  [{ op: 'replace', value: { name: { givenNam: 'B' } } }, 'name.givenNam'],
  [{ op: 'add', path: 'emails', value: [{ valeu: 'c' }, { adress: 'd' }] }, 'valeu, adress'],
  [{ op: 'add', path: 'emails[type eq "work"]', value: { disply: 'c' } }, 'disply'],
  [{ op: 'remove', path: 'emails', value: [{ valeu: 'c' }] }, 'valeu'],
  [{ op: 'replace', path: `${enterprise}:manager`, value: { id: '26' } }, 'id'],
];
test.each(notUnderstood)('%j would change nothing and look done: it is refused by name', (operation, named) => {
  expect(() => applyPatch(userType, user, { Operations: [operation] })).toThrow(
    expect.objectContaining({ status: 400, scimType: 'invalidPath', message: expect.stringContaining(named) }),
  );
});

const saysNothing: [what: string, operation: JsonObject][] = [
  ['an object of nothing', { op: 'add', value: {} }],
  ['a list of nothing', { op: 'add', path: 'emails', value: [] }],
  ['an extension of nothing', { op: 'add', value: { [enterprise]: {} } }],
  ['read-only attributes alone', { op: 'replace', value: { id: '1', meta: { version: '2' } } }],
  ['read-only parts of something', { op: 'add', path: `${enterprise}:manager`, value: { displayName: 'X' } }],
  [
    'an extension that is taken away',
    { op: 'remove', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter' },
  ],
  ['the URN of an extension', { op: 'add', path: 'schemas', value: [enterprise] }],
];
test.each(saysNothing)('%s is understood, and changes nothing', (_what, operation) => {
  expect(applyPatch(userType, user, { Operations: [operation] }).attributes).toEqual(user);
});

test('a schema inside itself is a name that nobody knows, however deep it goes', () => {
  const nested = (depth: number): Json =>
    JSON.parse(`${`{"${core}":`.repeat(depth)}{"title":"Chief"}${'}'.repeat(depth)}`);
  const patch = (value: Json) => applyPatch(userType, user, { Operations: [{ op: 'replace', value }] });
  expect(patch(nested(1)).attributes.title).toBe('Chief');
  expect(() => patch(nested(5000))).toThrow(expect.objectContaining({ scimType: 'invalidPath' }));
});

test('a password is handed over and never kept', () => {
  const patched = applyPatch(userType, user, { Operations: [{ op: 'replace', value: { password: 'S3cret!' } }] });
  expect(patched.password).toBe('S3cret!');
  expect(JSON.stringify(patched.attributes)).not.toContain('S3cret!');
  expect(
    applyPatch(userType, user, { Operations: [{ op: 'replace', path: 'password', value: 'S3cret!' }] }).password,
  ).toBe('S3cret!');
  const forgotten = [
    { op: 'remove', path: 'password' },
    { op: 'replace', path: 'password', value: null },
  ];
  expect(applyPatch(userType, user, { Operations: forgotten })).not.toHaveProperty('password');
});

describe('the externalId is set apart, and only where it was spoken of', () => {
  test.each<[Json, string | null | undefined]>([
    [{ op: 'replace', path: 'externalId', value: '00u1' }, '00u1'],
    [{ op: 'add', value: { externalID: 701984 } }, '701984'],
    [{ op: 'remove', path: 'externalId' }, null],
    [{ op: 'replace', path: 'externalId', value: null }, null],
    [{ op: 'replace', path: 'title', value: 'x' }, undefined],
  ])('%j: %s', (operation, externalId) => {
    const patched = applyPatch(userType, user, { Operations: [operation] });
    expect(patched.externalId).toBe(externalId);
    expect(patched.attributes).not.toHaveProperty('externalId');
  });
});

describe('membership becomes a delta', () => {
  const rows: readonly (readonly [string, readonly Json[], MemberDelta | undefined])[] = [
    ['JumpCloud: add one', [{ op: 'add', path: 'members', value: [{ value: 'a' }] }], { add: ['a'], remove: [] }],
    ['add an object', [{ op: 'add', path: 'members', value: { value: 'a' } }], { add: ['a'], remove: [] }],
    ['add ids alone', [{ op: 'add', path: 'members', value: ['a', 'a', 'b'] }], { add: ['a', 'b'], remove: [] }],
    [
      'Okta: remove by filter and add',
      [
        { op: 'remove', path: 'members[value eq "a"]' },
        { op: 'add', path: 'members', value: [{ value: 'b', display: 'B' }] },
      ],
      { add: ['b'], remove: ['a'] },
    ],
    [
      'Okta: replace with the whole set',
      [{ op: 'replace', path: 'members', value: [{ value: 'a' }, { value: 'b' }] }],
      { replace: ['a', 'b'] },
    ],
    [
      'Okta: rename before a change',
      [
        { op: 'replace', value: { id: '1', displayName: 'Staff' } },
        { op: 'add', path: 'members', value: [{ value: 'a' }] },
      ],
      { add: ['a'], remove: [] },
    ],
    [
      'Entra: remove by value',
      [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'a' }] }],
      { add: [], remove: ['a'] },
    ],
    ['remove of nobody', [{ op: 'remove', path: 'members', value: [] }], { add: [], remove: [] }],
    ['remove without a value removes all', [{ op: 'remove', path: 'members' }], { replace: [] }],
    ['replace with nobody', [{ op: 'replace', path: 'members', value: [] }], { replace: [] }],
    ['replace with null', [{ op: 'replace', path: 'members', value: null }], { replace: [] }],
    [
      'replace without a path',
      [{ op: 'replace', value: { displayName: 'Staff', Members: [{ value: 'a' }] } }],
      { replace: ['a'] },
    ],
    ['add without a path', [{ op: 'add', value: { members: [{ value: 'a' }] } }], { add: ['a'], remove: [] }],
    [
      'the last word on somebody counts',
      [
        { op: 'add', path: 'members', value: ['a', 'b'] },
        { op: 'remove', path: 'members[value eq "a"]' },
        { op: 'remove', path: 'members[value eq "c"]' },
        { op: 'add', path: 'members', value: ['c'] },
      ],
      { add: ['b', 'c'], remove: ['a'] },
    ],
    [
      'changes after a replace',
      [
        { op: 'replace', path: 'members', value: ['a', 'b'] },
        { op: 'remove', path: 'members[value eq "a"]' },
        { op: 'add', path: 'members', value: ['c'] },
      ],
      { replace: ['b', 'c'] },
    ],
    ['a rename says nothing of members', [{ op: 'replace', value: { displayName: 'Staff 2' } }], undefined],
  ];
  test.each(rows)('%s', (_behaviour, operations, delta) => {
    const patched = applyPatch(groupType, { displayName: 'Staff' }, { Operations: operations });
    expect(patched.members).toEqual(delta);
    expect(patched.attributes).not.toHaveProperty('members');
  });

  test('JumpCloud: a path-less replace renames', () => {
    const { attributes } = applyPatch(
      groupType,
      { displayName: 'Staff' },
      { Operations: [{ op: 'replace', value: { displayName: 'Engineering 2' } }] },
    );
    expect(attributes).toEqual({ displayName: 'Engineering 2' });
  });

  test.each<[Json, string, string]>([
    [{ op: 'remove', path: 'members[display eq "Bob"]' }, 'invalidFilter', 'members[value eq "…"]'],
    [{ op: 'remove', path: 'members[value sw "a"]' }, 'invalidFilter', 'members[value eq "…"]'],
    [{ op: 'remove', path: 'members[value eq "a" or value eq "b"]' }, 'invalidFilter', 'members[value eq "…"]'],
    [{ op: 'replace', path: 'members[value eq "a"]', value: { value: 'b' } }, 'invalidFilter', 'path "members"'],
    [
      { op: 'replace', path: 'members[value eq "a"].value', value: 'b' },
      'mutability',
      'members.value cannot be changed',
    ],
    [{ op: 'replace', path: 'members.display', value: 'b' }, 'mutability', 'members.display is read-only'],
    [{ op: 'add', path: 'members', value: [{ display: 'Bob' }] }, 'invalidValue', 'A member must have "value"'],
    [{ op: 'remove', path: 'displayName' }, 'mutability', 'A Group must have displayName'],
  ])('%j is refused', (operation, scimType, reason) => {
    expect(() => applyPatch(groupType, { displayName: 'Staff' }, { Operations: [operation] })).toThrow(
      expect.objectContaining({ status: 400, scimType, message: expect.stringContaining(reason) }),
    );
  });
});

describe('an operation that cannot be done is refused by its index and name', () => {
  test.each<[Json, string, string]>([
    [{ value: { title: 'x' } }, 'invalidSyntax', '"op" must be add, replace or remove, but it is missing.'],
    [
      { op: 'append', path: 'title', value: 'x' },
      'invalidSyntax',
      '"op" must be add, replace or remove, but "append" was sent.',
    ],
    [{ op: 1, path: 'title', value: 'x' }, 'invalidSyntax', 'but a number was sent'],
    ['replace', 'invalidSyntax', 'an operation must be an object, but text was sent.'],
    [{ op: 'replace', path: 'title' }, 'invalidValue', 'replace needs a "value". Send null to unassign'],
    [{ op: 'add', path: 'title' }, 'invalidValue', 'add needs a "value"'],
    [{ op: 'remove' }, 'noTarget', 'remove needs a "path"'],
    [{ op: 'remove', value: { title: 'x' } }, 'noTarget', 'remove needs a "path"'],
    [
      { op: 'replace', value: 'x' },
      'invalidValue',
      'Without a "path" the value must be an object of attributes, but text was sent.',
    ],
    [{ op: 'replace', path: ['title'], value: 'x' }, 'invalidPath', '"path" must be text, but a list was sent.'],
    [{ op: 'replace', path: 'shoeSize', value: 44 }, 'invalidPath', 'User has no attribute shoeSize'],
    [{ op: 'remove', path: 'name.nick' }, 'invalidPath', 'User has no attribute name.nick'],
    [{ op: 'replace', path: 'department', value: 'x' }, 'invalidPath', 'User has no attribute department'],
    [{ op: 'add', path: 'members', value: ['a'] }, 'invalidPath', 'User has no attribute members'],
    [
      { op: 'add', path: 'title[value eq "x"]', value: 'x' },
      'invalidPath',
      'User has no attribute title[value eq "x"]',
    ],
    [
      { op: 'add', path: 'emails[type eq "work"', value: 'x' },
      'invalidPath',
      'expected "and", "or" or "]" at character 22',
    ],
    [
      { op: 'add', path: 'emails[kind eq "work"]', value: 'x' },
      'invalidFilter',
      'A value of emails has no attribute kind',
    ],
    [
      { op: 'replace', value: { shoeSize: 44, hatSize: 7 } },
      'invalidPath',
      'User has none of these attributes: shoeSize, hatSize',
    ],
    [{ op: 'replace', path: 'id', value: '1' }, 'mutability', 'id is read-only'],
    [{ op: 'replace', path: 'meta.version', value: '1' }, 'mutability', 'meta.version is read-only'],
    [{ op: 'add', path: 'groups', value: [{ value: '1' }] }, 'mutability', 'groups is read-only'],
    [
      { op: 'add', path: `${enterprise}:manager.displayName`, value: 'x' },
      'mutability',
      'manager.displayName is read-only',
    ],
    [
      { op: 'replace', path: 'emails[type ne "work" and value co "nobody"].value', value: 'x' },
      'noTarget',
      'emails has no value that the filter chooses',
    ],
    [
      { op: 'replace', path: 'emails[type eq "a" and type eq "b"].value', value: 'x' },
      'noTarget',
      'emails has no value that the filter chooses',
    ],
    [
      { op: 'replace', path: 'ims[type eq "aim"]', value: { type: 'xmpp', value: 'x' } },
      'noTarget',
      'ims has no value that the filter chooses',
    ],
    [
      { op: 'add', path: 'name[givenName eq "x"].familyName', value: 'x' },
      'invalidPath',
      'User has no attribute name[givenName eq "x"].familyName',
    ],
    [
      { op: 'add', path: 'emails.value[type eq "x"]', value: 'x' },
      'invalidPath',
      'User has no attribute emails.value[type',
    ],
    [
      { op: 'replace', path: 'active', value: 'yes' },
      'invalidValue',
      'active must be true or false, but text was sent.',
    ],
    [
      { op: 'replace', path: 'emails[type eq "work"].value', value: {} },
      'invalidValue',
      'emails.value must be text, but an object was sent.',
    ],
    [{ op: 'replace', path: 'name', value: 'Bob' }, 'invalidValue', 'name must be an object, but text was sent.'],
    [
      { op: 'replace', path: `${enterprise}:manager.value`, value: true },
      'invalidValue',
      `${enterprise}:manager.value must be text, but true was sent.`,
    ],
  ])('%j', (operation, scimType, reason) => {
    const body = { Operations: [{ op: 'replace', path: 'title', value: 'Chief' }, operation] };
    expect(() => applyPatch(userType, user, body)).toThrow(
      expect.objectContaining({ status: 400, scimType, message: expect.stringMatching(/^Operations\[1\]: /) }),
    );
    expect(() => applyPatch(userType, user, body)).toThrow(reason);
  });

  test.each<[Json, string]>([
    [{ op: 'remove', path: 'userName' }, 'mutability'],
    [{ op: 'replace', path: 'userName', value: null }, 'mutability'],
    [{ op: 'replace', value: { userName: null } }, 'mutability'],
    [{ op: 'replace', path: 'userName', value: '' }, 'invalidValue'],
  ])('a required attribute stays: %j', (operation, scimType) => {
    expect(() => applyPatch(userType, user, { Operations: [operation] })).toThrow(
      expect.objectContaining({
        status: 400,
        scimType,
        message: expect.stringContaining('A User must have userName'),
      }),
    );
  });

  test.each<[Json]>([[null], [[]], ['x'], [{}], [{ Operations: [] }], [{ Operations: {} }]])('the body %j', (body) => {
    expect(() => applyPatch(userType, user, body)).toThrow(
      expect.objectContaining({
        status: 400,
        scimType: 'invalidSyntax',
        message: expect.stringContaining('"Operations"'),
      }),
    );
  });

  test('more than 1000 operations', () => {
    const operations = (count: number) =>
      Array.from({ length: count }, () => ({ op: 'replace', path: 'title', value: 'x' }));
    expect(applyPatch(userType, user, { Operations: operations(1000) }).attributes.title).toBe('x');
    expect(() => applyPatch(userType, user, { Operations: operations(1001) })).toThrow(
      expect.objectContaining({ status: 413 }),
    );
  });
});
