import { expect, test } from 'vitest';
import { mayRunAway } from './may-run-away.js';

const rows: readonly [RegExp, boolean][] = [
  [/^[a-z]+\.[a-z]+$/, false],
  [/(\d{4})-(\d{2})/, false],
  [/(?:Mr|Ms)\.? /, false],
  [/([(*+]|\)\*)x+/, false],
  [/(?<year>\d+)(?=-)/, false],
  [/(ab)+/, false],
  [/(\d{2})+/, false],
  [/a*b*c*/, false],
  [/(a+)+$/, true],
  [/(a*)*/, true],
  [/(a|ab)*c/, true],
  [/((ab?)c)+/, true],
  [/(?:\w+\s?){2,}/, true],
  [/(\d+\.){3}/, true],
  [/(a{1,5})+/, true],
];
test.each(rows)('%s may run away: %s', (expression, expected) => {
  expect(mayRunAway(expression.source)).toBe(expected);
});
