import type { Json, ParsedRequest } from '@linkspan/core';
import { expect, test } from 'vitest';
import { missingOperation } from './quirks.js';

function patch(path: string, ...operations: readonly Json[]): ParsedRequest {
  const message = { method: 'PATCH', path, query: new URLSearchParams(), headers: {}, requestId: 'r' };
  return { ...message, body: { schemas: ['x'], Operations: operations } };
}

test('names without an "op" are replaced, and what has one stays', () => {
  const asked = patch('/Users/1', { value: { active: false } }, { op: 'add', path: 'title', value: 'x' });
  expect(missingOperation.request?.(asked).body).toEqual({
    schemas: ['x'],
    Operations: [
      { op: 'replace', value: { active: false } },
      { op: 'add', path: 'title', value: 'x' },
    ],
  });
});

test.each([
  ['of a group', patch('/Groups/1', { value: { members: [] } })],
  ['with a path', patch('/Users/1', { path: 'emails', value: [] })],
  ['without names', patch('/Users/1', { value: 'x' })],
  ['that have an "op"', patch('/Users/1', { op: 'replace', value: { active: false } })],
  ['that are none', { ...patch('/Users/1'), body: { Operations: 'x' } }],
])('operations %s are left as they are', (_what, asked) => {
  expect(missingOperation.request?.(asked)).toBe(asked);
});
