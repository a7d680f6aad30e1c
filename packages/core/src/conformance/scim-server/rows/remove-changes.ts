import type { PatchChange } from './patch-change.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const remove = 'A remove takes away what stands at the path, which is unassigned then.';

/** RFC 7644 §3.5.2.2, and the order of operations. */
export const removeChanges: readonly PatchChange[] = [
  [
    '3.5.2.2',
    'remove of a simple attribute',
    remove,
    ['User.title'],
    [{ op: 'remove', path: 'title' }],
    [[['title'], undefined]],
  ],
  [
    '3.5.2.2',
    'remove of a sub-attribute',
    remove,
    ['User.name.givenName', 'User.name.familyName'],
    [{ op: 'remove', path: 'name.givenName' }],
    [
      [['name', 'givenName'], undefined],
      [['name', 'familyName'], 'Lovelace'],
    ],
  ],
  [
    '3.5.2.2',
    'remove of a list',
    'A remove of a multi-valued attribute takes away all its values.',
    ['User.emails.value'],
    [{ op: 'remove', path: 'emails' }],
    [[['emails', 'length'], 0]],
  ],
  [
    '3.5.2.2',
    'remove of one value',
    'A value path takes away the values that it selects.',
    ['User.emails.type'],
    [{ op: 'remove', path: 'emails[type eq "work"]' }],
    [
      [['emails', 'length'], 1],
      [['emails', 'home'], 'home@x.example'],
    ],
  ],
  [
    '3.5.2.2',
    'remove of a part of one value',
    'A value path with a sub-attribute takes away that part of the values that it selects.',
    ['User.emails.type', 'User.emails.primary'],
    [{ op: 'remove', path: 'emails[type eq "home"].type' }],
    [
      [['emails', 'length'], 2],
      [['emails', 'home'], undefined],
    ],
  ],
  [
    '3.5.2.2',
    'remove of an attribute of an extension',
    remove,
    ['enterprise'],
    [
      { op: 'add', path: `${enterprise}:department`, value: 'R&D' },
      { op: 'remove', path: `${enterprise}:department` },
    ],
    [[[enterprise, 'department'], undefined]],
  ],
  [
    '3.5.2',
    'operations are done in their order',
    'Each operation is applied to what the one before has left.',
    ['User.title'],
    [
      { op: 'remove', path: 'title' },
      { op: 'add', path: 'title', value: 'Queen' },
      { op: 'replace', path: 'title', value: 'Empress' },
    ],
    [[['title'], 'Empress']],
  ],
];
