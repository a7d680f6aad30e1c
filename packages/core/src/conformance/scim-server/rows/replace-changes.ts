import type { PatchChange } from './patch-change.js';

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
const replace = 'A replace puts the value in the place of what stands at the path.';

/** RFC 7644 §3.5.2.3. */
export const replaceChanges: readonly PatchChange[] = [
  [
    '3.5.2.3',
    'replace of a simple attribute',
    replace,
    ['User.title'],
    [{ op: 'replace', path: 'title', value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.3',
    'replace without a path',
    'Without a path the value is a set of attributes to be replaced.',
    ['User.title', 'User.displayName'],
    [{ op: 'replace', value: { title: 'Queen' } }],
    [
      [['title'], 'Queen'],
      [['displayName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of what is not there adds it',
    'Where the target does not exist, a replace is an add.',
    ['User.nickName'],
    [{ op: 'replace', path: 'nickName', value: 'Addie' }],
    [[['nickName'], 'Addie']],
  ],
  [
    '3.5.2.3',
    'replace of a sub-attribute',
    replace,
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'replace', path: 'name.familyName', value: 'Byron' }],
    [
      [['name', 'familyName'], 'Byron'],
      [['name', 'givenName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of a complex attribute replaces the parts that are sent',
    'The sub-attributes of the value replace those that are there; others stay.',
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'replace', path: 'name', value: { familyName: 'Byron' } }],
    [
      [['name', 'familyName'], 'Byron'],
      [['name', 'givenName'], 'Ada'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of a list',
    'A replace of a multi-valued attribute replaces all its values.',
    ['User.emails.value'],
    [{ op: 'replace', path: 'emails', value: [{ value: 'new@x.example', type: 'work' }] }],
    [
      [['emails', 'length'], 1],
      [['emails', 0, 'value'], 'new@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of a part of one value',
    'A value path with a sub-attribute changes that part of the values that it selects.',
    ['User.emails.type'],
    [{ op: 'replace', path: 'emails[type eq "work"].value', value: 'new@x.example' }],
    [
      [['emails', 'work'], 'new@x.example'],
      [['emails', 'home'], 'home@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace of one value',
    'A value path replaces the values that it selects.',
    ['User.emails.type'],
    [{ op: 'replace', path: 'emails[type eq "work"]', value: { value: 'new@x.example', type: 'work' } }],
    [
      [['emails', 'work'], 'new@x.example'],
      [['emails', 'home'], 'home@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace by a value path with "and"',
    'The filter of a value path is one of §3.4.2.2.',
    ['User.emails.type'],
    [{ op: 'replace', path: 'emails[type eq "home" and value sw "home"].value', value: 'new@x.example' }],
    [
      [['emails', 'home'], 'new@x.example'],
      [['emails', 'work'], 'work@x.example'],
    ],
  ],
  [
    '3.5.2.3',
    'replace with the URN of the core schema',
    'Any attribute may be named with the URN of its schema (§3.10).',
    ['User.title'],
    [{ op: 'replace', path: `${userSchema}:title`, value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.3',
    'replace of a path in other case',
    'Attribute names are case-insensitive (RFC 7643 §2.1).',
    ['User.title'],
    [{ op: 'replace', path: 'TITLE', value: 'Queen' }],
    [[['title'], 'Queen']],
  ],
  [
    '3.5.2.3',
    'replace of a boolean',
    replace,
    ['User.active'],
    [{ op: 'replace', path: 'active', value: false }],
    [[['active'], false]],
  ],
];
