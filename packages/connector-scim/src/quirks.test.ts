import type { HttpRequest } from '@linkspan/core';
import { expect, test } from 'vitest';
import { quirks } from './quirks.js';

function changed(name: string, request: HttpRequest): HttpRequest | undefined {
  return quirks.find((one) => one.name === name)?.request?.(request);
}

test('whoever is added is removed before', () => {
  const add = { op: 'add', path: 'members', value: [{ value: '1' }, { value: '2' }] };
  const other = { op: 'replace', value: { active: false } };
  const request: HttpRequest = { method: 'PATCH', path: '/Groups/9', json: { Operations: [add] } };
  expect(changed('duplicate-members', request)?.json).toEqual({
    Operations: [{ op: 'remove', path: 'members[value eq "1"]' }, { op: 'remove', path: 'members[value eq "2"]' }, add],
  });
  const unrelated = { ...request, json: { Operations: [other] } };
  expect(changed('duplicate-members', unrelated)).toBe(unrelated);
});

test('a listing is searched for by POST, a resource is read as ever', () => {
  const query = { startIndex: 1, count: 5, excludedAttributes: 'members' };
  expect(changed('search-by-post', { method: 'GET', path: '/Groups', query })).toEqual({
    method: 'POST',
    path: '/Groups/.search',
    json: {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      startIndex: 1,
      count: 5,
      excludedAttributes: ['members'],
    },
  });
  const item: HttpRequest = { method: 'GET', path: '/Groups/9', query: { excludedAttributes: 'members' } };
  expect(changed('search-by-post', item)).toBe(item);
});

test('each has a reason, and is off: most servers keep to the standard', () => {
  expect(quirks.filter(({ reason, enabled }) => reason.length < 40 || enabled !== false)).toEqual([]);
});
