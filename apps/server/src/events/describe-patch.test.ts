import { defineAttribute, type JsonObject, userType } from '@linkspan/core';
import { expect, test } from 'vitest';
import { describePatch } from './describe-patch.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const secretive = {
  ...userType,
  schema: {
    ...userType.schema,
    attributes: [...userType.schema.attributes, defineAttribute({ name: 'pin', returned: 'never' })],
  },
};
const many = Array.from({ length: 100 }, (_, index) => `m-${index}`);

const rows: [what: string, changes: JsonObject, operations: readonly JsonObject[] | undefined][] = [
  ['a value', { title: { from: 'a', to: 'b' } }, [{ op: 'replace', path: 'title', value: 'b' }]],
  ['no value any more', { title: { from: 'a', to: null } }, [{ op: 'remove', path: 'title' }]],
  [
    'a value of an extension',
    { [`${enterprise}:department`]: { from: null, to: 'IT' } },
    [{ op: 'replace', path: `${enterprise}:department`, value: 'IT' }],
  ],
  [
    'what is never returned is left out',
    { pin: { from: '1', to: '2' }, title: { from: 'a', to: null } },
    [{ op: 'remove', path: 'title' }],
  ],
  ['nothing else than that', { pin: { from: '1', to: '2' } }, undefined],
  ['only the externalId of one client', { externalId: { from: '1', to: '2' } }, undefined],
  ['what no schema knows any more', { shoeSize: { from: 1, to: 2 } }, undefined],
  [
    'members',
    { members: { added: ['a'], removed: ['b"'] } },
    [
      { op: 'add', path: 'members', value: [{ value: 'a' }] },
      { op: 'remove', path: 'members[value eq "b\\""]' },
    ],
  ],
  ['all members', { members: { count: 1, to: ['a'] } }, [{ op: 'replace', path: 'members', value: [{ value: 'a' }] }]],
  ['more members than the line names', { members: { count: 101, to: many } }, undefined],
  ['more members added than the line names', { members: { added: many, removed: [], count: 101 } }, undefined],
];
test.each(rows)('as a PATCH: %s', (_, changes, operations) => {
  expect(describePatch(secretive, 'r', changes)?.['Operations']).toEqual(operations);
});
