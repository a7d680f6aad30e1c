import { describe, expect, test } from 'vitest';
import { type PatchPath, parsePath } from './parse-path.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const work = { kind: 'compare', path: { attribute: 'type' }, operator: 'eq', value: 'work' } as const;

describe('a PATCH path is read as RFC 7644 §3.5.2 says', () => {
  const rows: readonly (readonly [string, PatchPath])[] = [
    ['active', { path: { attribute: 'active' } }],
    ['name.givenName', { path: { attribute: 'name', subAttribute: 'givenName' } }],
    ['members.$ref', { path: { attribute: 'members', subAttribute: '$ref' } }],
    ['emails[type eq "work"]', { path: { attribute: 'emails' }, filter: work }],
    ['emails[type eq "work"].value', { path: { attribute: 'emails' }, filter: work, subAttribute: 'value' }],
    [`${enterprise}:manager.value`, { path: { schema: enterprise, attribute: 'manager', subAttribute: 'value' } }],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"].value',
      {
        path: { schema: 'urn:ietf:params:scim:schemas:core:2.0:User', attribute: 'emails' },
        filter: work,
        subAttribute: 'value',
      },
    ],
    [enterprise, { path: { schema: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0', attribute: 'User' } }],
  ];
  test.each(rows)('%s', (text, path) => {
    expect(parsePath(text)).toEqual(path);
  });
});

describe('a path that cannot be read is an invalidPath with its place', () => {
  test.each([
    ['a b', 'expected "[" or the end at character 3, but found b'],
    ['a.b.c', "expected an attribute's name at character 1"],
    ['emails[type eq "work"', 'expected "and", "or" or "]" at character 22'],
    ['emails[type eq "work"].value x', 'expected the end at character 30'],
    ['emails[]', "expected an attribute's name at character 8, but found ]"],
    ['[type eq "work"]', "expected an attribute's name at character 1, but found ["],
  ])('%s', (text, reason) => {
    expect(() => parsePath(text)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidPath', message: expect.stringContaining(reason) }),
    );
  });
});
