import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../scim/json.js';
import { readActive, readField } from './read-field.js';
import { wholeResource } from './whole-resource.js';
import { writeField } from './write-field.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

test.each<[string, JsonObject, Json | undefined]>([
  ['title', { title: 'Boss' }, 'Boss'],
  ['title', { Title: 'Boss' }, 'Boss'],
  ['title', { title: '' }, undefined],
  ['title', { title: null }, undefined],
  ['name.givenName', { name: { givenName: 'Anna' } }, 'Anna'],
  ['name.givenName', { name: 'Anna' }, undefined],
  ['emails', { emails: [] }, undefined],
  ['emails.value', { emails: [{ value: 'a' }, { value: 'b', primary: true }] }, 'b'],
  ['emails.value', { emails: [{ value: 'a' }, { value: 'b' }] }, 'a'],
  ['enterprise.department', { [enterprise]: { department: 'R&D' } }, 'R&D'],
  ['enterprise.manager.value', { [enterprise]: { manager: { value: '7' } } }, '7'],
  ['urn:example:2.0:User:badge', { 'urn:example:2.0:User': { badge: 7 } }, 7],
  ['enterprise.department', { [enterprise]: [] }, undefined],
])('%s of %j is %j', (remote, resource, expected) => {
  expect(readField(resource, remote)).toEqual(expected);
});

test.each<[string, Json | undefined, JsonObject, JsonObject]>([
  ['title', 'Boss', {}, { title: 'Boss' }],
  ['title', 'Boss', { TITLE: 'Old' }, { TITLE: 'Boss' }],
  ['title', undefined, { title: 'Boss', id: '1' }, { id: '1' }],
  ['name.givenName', 'Anna', { name: { familyName: 'Berg' } }, { name: { familyName: 'Berg', givenName: 'Anna' } }],
  ['name.givenName', undefined, { name: { givenName: 'Anna' } }, {}],
  ['enterprise.department', 'R&D', {}, { [enterprise]: { department: 'R&D' } }],
  ['enterprise.department', undefined, { [enterprise]: { department: 'R&D' } }, {}],
  ['emails.value', 'a', {}, { emails: [{ value: 'a', type: 'work', primary: true }] }],
  ['emails.value', 'b', { emails: [{ value: 'a', type: 'home' }] }, { emails: [{ value: 'b', type: 'home' }] }],
  [
    'emails.value',
    'b',
    { emails: [{ value: 'a', primary: true }, { value: 'b' }] },
    { emails: [{ value: 'a', primary: true }, { value: 'b' }] },
  ],
])('%s set to %j in %j', (remote, value, before, after) => {
  expect(writeField(before, remote, value)).toEqual(after);
});

test.each<[Json | undefined, boolean | undefined]>([
  [true, true],
  ['True', true],
  [1, true],
  [false, false],
  ['false', false],
  [0, false],
  [undefined, undefined],
  [null, undefined],
])('active %j is read as %j', (active, expected) => {
  expect(readActive(active === undefined ? {} : { active })).toBe(expected);
});

test('what is the server’s own is not sent back, and the schemas are those of what is', () => {
  const read = {
    schemas: ['x'],
    id: '1',
    meta: {},
    groups: [],
    title: 'Boss',
    [enterprise]: { department: 'x' },
  };
  expect(wholeResource(read, 'urn:core')).toEqual({
    schemas: ['urn:core', enterprise],
    id: '1',
    title: 'Boss',
    [enterprise]: { department: 'x' },
  });
});
