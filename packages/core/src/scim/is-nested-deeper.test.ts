import { expect, test } from 'vitest';
import { isNestedDeeper } from './is-nested-deeper.js';

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

const rows: [text: string, deeper: boolean][] = [
  ['', false],
  ['{"a":[{}]}', false],
  ['{"a":[{"b":[]}]}', true],
  ['[[],[],[],[]]', false],
  ['[[[["', true],
  ['"[[[["', false],
  ['["[[","\\"[[","\\\\",[[[]]]]', true],
  ['["[[","\\"[[","\\\\",[[]]]', false],
  ['["[[[', false],
  [deep(1_000_000), true],
];
test.each(rows)('%.30s is nested more than three levels deep: %s', (text, deeper) => {
  expect(isNestedDeeper(text, 3)).toBe(deeper);
});

test('a large body is looked through in no time', () => {
  const text = JSON.stringify(Array.from({ length: 70_000 }, (_, index) => ({ value: 'x'.repeat(180), index })));
  const started = performance.now();
  expect(isNestedDeeper(text, 3)).toBe(false);
  expect(performance.now() - started).toBeLessThan(20_000);
});
