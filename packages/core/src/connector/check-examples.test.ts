import { expect, test } from 'vitest';
import type { JsonObject } from '../scim/json.js';
import { userType } from '../scim/resource-types.js';
import type { AttributeRule } from './attribute-rule.js';
import { checkExamples } from './check-examples.js';

type Part = Omit<AttributeRule, 'remote' | 'expect'>;
const greeting: Part = { expression: 'name.givenName ? "I am " & name.givenName : title' };
const shout: Part = { scim: 'title', convert: { toRemote: (value) => String(value).toUpperCase(), toScim: String } };

const rows: readonly [string, Part, JsonObject, unknown, string | undefined][] = [
  ['that comes out', greeting, { name: { givenName: 'Ann' } }, 'I am Ann', undefined],
  ['with names in any case', greeting, { Name: { givenname: 'Ann' } }, 'I am Ann', undefined],
  ['that expects nothing, by null', greeting, {}, null, undefined],
  ['that expects nothing, by an empty text', greeting, {}, '', undefined],
  ['of a path, as the vendor gets it', shout, { title: 'boss' }, 'BOSS', undefined],
  ['of a default', { scim: 'title', default: '-' }, {}, '-', undefined],
  ['with an externalId and an id', { expression: 'externalId & id' }, { externalId: 'e', id: '7' }, 'e7', undefined],
  ['with groups', { expression: 'groups.display' }, { groups: [{ display: 'Staff' }] }, 'Staff', undefined],
  ['that has no userName but its own', { expression: 'userName' }, {}, null, undefined],
  [
    'that comes out otherwise',
    greeting,
    { name: { givenName: 'Ann' } },
    'Ann',
    'its example 1 gives "I am Ann", where "Ann" is expected. Correct the rule or the example.',
  ],
  [
    'that expects nothing in vain',
    greeting,
    { title: 'x' },
    null,
    'its example 1 gives "x", where nothing is expected. Correct the rule or the example.',
  ],
  [
    'that gives nothing',
    greeting,
    {},
    'x',
    'its example 1 gives nothing, where "x" is expected. Correct the rule or the example.',
  ],
  [
    'with an attribute that nobody has',
    greeting,
    { titel: 'x' },
    'x',
    'its example 1 names "titel", and User has no such attribute. Check its spelling.',
  ],
  ['with a value that does not fit', greeting, { name: 'Ann' }, 'x', 'its example 1 cannot be read: name'],
  ['that makes the rule fail', { expression: '$error("no badge")' }, {}, 'x', 'its example 1 fails: no badge.'],
];
test.each(rows)('an example %s', async (_, part, given, out, expected) => {
  const rule = { remote: 'x', ...part, expect: [{ in: given, out: out as string | null }] };
  const problems = (await checkExamples([rule], userType)).map(({ problem }) => problem);
  if (expected === undefined) expect(problems).toEqual([]);
  else expect(problems).toEqual([expect.stringContaining(`the rule for "x": ${expected}`)]);
});

test('every example is run, and named by its place', async () => {
  const expected = ['a', 'b', 'a', 'c'].map((out) => ({ in: { title: 'a' }, out }));
  const problems = await checkExamples([{ remote: 'x', scim: 'title', expect: expected }], userType);
  expect(problems.map(({ problem }) => /example \d/.exec(problem)?.[0])).toEqual(['example 2', 'example 4']);
});
