import { expect, test } from 'vitest';
import type { Json } from '../../scim/json.js';
import { findMismatch } from './find-mismatch.js';

const fits: [what: string, found: Json | undefined, expected: Json][] = [
  ['names that are not spoken of are free', { id: '1', active: true }, { active: true }],
  ['null is unassigned: absent', {}, { members: null }],
  ['null is unassigned: null', { members: null }, { members: null }],
  ['null is unassigned: an empty list', { members: [] }, { members: null }],
  ['an empty list may be absent', {}, { members: [] }],
  ['a list in another order', [{ value: 'b' }, { value: 'a', type: 'x' }], [{ value: 'a' }, { value: 'b' }]],
  ['any text', { id: 'x' }, { id: '*' }],
];
test.each(fits)('fits: %s', (_what, found, expected) => {
  expect(findMismatch(found, expected)).toBeUndefined();
});

const differs: [what: string, found: Json | undefined, expected: Json, mismatch: string][] = [
  ['a boolean as text', { active: 'true' }, { active: true }, 'the answer.active should be true, and is true'],
  ['an id as a number', { id: 7 }, { id: '*' }, 'the answer.id should be a text, and is 7'],
  ['an empty text', { id: '' }, { id: '*' }, 'the answer.id should be a text, and is '],
  ['one value more', ['a', 'b'], ['a'], 'the answer should be 1 values, and is 2 values: ["a","b"]'],
  ['one value twice', ['a', 'a'], ['a', 'b'], 'the answer[1] should be "b", and is a'],
  ['a list that is null', { Resources: null }, { Resources: [1] }, 'the answer.Resources[0] should be 1, and is null'],
  [
    'what should be gone',
    { members: ['a'] },
    { members: null },
    'the answer.members should be unassigned, and is ["a"]',
  ],
  ['one of what should be twice', ['b', 'a'], ['a', 'a'], 'the answer should be "a" once more, and is ["b","a"]'],
  [
    'a part of a value',
    [{ value: 'a', active: true }],
    [{ value: 'a', active: false }],
    'the answer[0].active should be false, and is true',
  ],
  ['no object', 'x', { id: '*' }, 'the answer should be an object, and is x'],
];
test.each(differs)('differs: %s', (_what, found, expected, mismatch) => {
  expect(findMismatch(found, expected)).toBe(mismatch);
});
