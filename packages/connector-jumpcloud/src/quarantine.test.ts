import type { JsonObject, ResourceRecord } from '@linkspan/core';
import { expect, test } from 'vitest';
import { quarantine } from './quarantine.js';

function user(attributes: JsonObject): ResourceRecord {
  const time = '2026-01-01T00:00:00.000Z';
  return {
    directory: 'main',
    type: 'User',
    id: '1',
    owner: 'jumpcloud',
    version: 1,
    created: time,
    lastModified: time,
    attributes,
  };
}

const held: [what: string, attributes: JsonObject][] = [
  [
    'the test user as it is created',
    {
      userName: 'real.person@example.com',
      name: { givenName: 'firstname', familyName: 'lastname' },
      displayName: 'displayname',
      addresses: [{ streetAddress: 'street-address', type: 'work' }],
    },
  ],
  ['the same after the minimal PUT', { userName: 'a', name: { givenName: 'firstname', familyName: 'lastname' } }],
  ['only the display name is a placeholder', { userName: 'a', displayName: 'displayname' }],
  [
    'only the street is a placeholder',
    { userName: 'a', addresses: [{ type: 'home' }, { streetAddress: 'street-address' }] },
  ],
];
test.each(held)('held: %s', (_what, attributes) => {
  expect(quarantine(user(attributes))).toMatch(/test user/);
});

const free: [what: string, attributes: JsonObject][] = [
  [
    'real values have come',
    { userName: 'testuser@example.io', name: { givenName: 'John', familyName: 'Doe' }, displayName: 'John Doe' },
  ],
  ['a person without a name', { userName: 'a' }],
  ['somebody whose last name is Lastname', { userName: 'a', name: { givenName: 'Eve', familyName: 'lastname' } }],
  ['an address without a street', { userName: 'a', addresses: [{ locality: 'locality' }] }],
];
test.each(free)('not held: %s', (_what, attributes) => {
  expect(quarantine(user(attributes))).toBeUndefined();
});

test('a group is never held', () => {
  expect(quarantine({ ...user({ displayName: 'displayname' }), type: 'Group' })).toBeUndefined();
});
