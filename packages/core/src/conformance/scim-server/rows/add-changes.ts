import type { PatchChange } from './patch-change.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const add = 'An add sets what is not there, and adds to a list of values.';

/** RFC 7644 §3.5.2.1. */
export const addChanges: readonly PatchChange[] = [
  [
    '3.5.2.1',
    'add of a simple attribute',
    add,
    ['User.nickName'],
    [{ op: 'add', path: 'nickName', value: 'Addie' }],
    [[['nickName'], 'Addie']],
  ],
  [
    '3.5.2.1',
    'add over a value replaces it',
    'An add to an attribute with one value replaces that.',
    ['User.title'],
    [{ op: 'add', path: 'title', value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.1',
    'add without a path',
    'Without a path the value is a set of attributes to be added.',
    ['User.title', 'User.displayName'],
    [{ op: 'add', value: { title: 'Queen' } }],
    [
      [['title'], 'Queen'],
      [['displayName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.1',
    'add of a sub-attribute',
    'A path may name a sub-attribute; the others stay.',
    ['User.name.middleName', 'User.name.familyName'],
    [{ op: 'add', path: 'name.middleName', value: 'King' }],
    [
      [['name', 'middleName'], 'King'],
      [['name', 'familyName'], 'Lovelace'],
    ],
  ],
  [
    '3.5.2.1',
    'add of a complex attribute adds its parts',
    'An add to a complex attribute sets the sub-attributes that the value has.',
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'add', path: 'name', value: { givenName: 'Augusta' } }],
    [
      [['name', 'givenName'], 'Augusta'],
      [['name', 'familyName'], 'Lovelace'],
    ],
  ],
  [
    '3.5.2.1',
    'add of another value to a list',
    add,
    ['User.emails.value'],
    [{ op: 'add', path: 'emails', value: [{ value: 'new@x.example', type: 'other' }] }],
    [[['emails', 'length'], 3]],
  ],
  [
    '3.5.2.1',
    'add to a list without a path',
    add,
    ['User.emails.value'],
    [{ op: 'add', value: { emails: [{ value: 'new@x.example', type: 'other' }] } }],
    [[['emails', 'length'], 3]],
  ],
  [
    '3.5.2.1',
    'add of an attribute of an extension',
    'Attributes of an extension are named with its URN before them (§3.10).',
    ['enterprise'],
    [{ op: 'add', path: `${enterprise}:department`, value: 'R&D' }],
    [[[enterprise, 'department'], 'R&D']],
  ],
];
