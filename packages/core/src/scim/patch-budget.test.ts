import { expect, test } from 'vitest';
import { applyPatch } from './apply-patch.js';
import type { Json, JsonObject } from './json.js';
import { groupType, userType } from './resource-types.js';

const emails = (count: number, name = 'v') =>
  Array.from({ length: count }, (_, index) => ({ value: `${name}${index}@example.com`, type: 'work' }));
const repeat = (count: number, operation: JsonObject) => Array.from({ length: count }, () => operation);

function patch(operations: readonly Json[], present: readonly Json[] = emails(1000)) {
  return applyPatch(userType, { userName: 'x', active: true, emails: present }, { Operations: operations });
}

const manyTerms = Array.from({ length: 90 }, (_, index) => `display co "${index}"`).join(' or ');
const manyNames = Object.fromEntries(
  Array.from({ length: 20_000 }, (_, index) => [index === 0 ? 'display' : `unknown${index}`, 1]),
);
const long = Array.from({ length: 10 }, (_, index) => ({ value: `${index}`, display: 'x'.repeat(100_000) }));

const refused: [what: string, operations: readonly Json[], present?: readonly Json[]][] = [
  ['a thousand values removed from a thousand, again and again', repeat(40, remove(emails(1000, 'w')))],
  ['a long filter asked of a thousand values', repeat(1000, replace(`emails[${manyTerms} or type eq "work"].display`))],
  ['all of a thousand values changed', repeat(1000, replace('emails.display'))],
  ['a thousand names merged into each', [{ op: 'add', path: 'emails[type eq "work"]', value: manyNames }]],
  ['long texts', repeat(1000, replace('emails[display co "y" or value eq "1"].type')), long],
  ['a long text that is looked for', [remove({ value: 'x'.repeat(4_000_000) })]],
];
test.each(refused)('a PATCH that would keep everybody waiting is refused: %s', (_what, operations, present) => {
  expect(() => patch(operations, present)).toThrow(
    expect.objectContaining({ status: 413, message: expect.stringContaining('send several requests') }),
  );
});

const done: [what: string, operations: readonly Json[], present: readonly Json[], count: number][] = [
  ['a thousand values removed from a thousand', [remove(emails(1000))], emails(1000), 0],
  ['a thousand values added to a thousand that are the same', [add(emails(1000))], emails(1000), 1000],
  ['a thousand values added one by one', emails(1000).map((value) => add(value)), [], 1000],
  [
    'a thousand changes of ten values',
    repeat(1000, replace('emails[value eq "v3@example.com"].display')),
    emails(10),
    10,
  ],
  ['a photo of a megabyte', repeat(10, replace('emails[type eq "work"].display')), [{ ...long[0], type: 'work' }], 1],
];
test.each(done)('a PATCH as it may be meant is done: %s', (_what, operations, present, count) => {
  const { attributes } = patch(operations, present);
  expect(attributes.emails ?? []).toHaveLength(count);
});

test('more values than are kept are refused after the operation that adds them, whatever the next one takes away', () => {
  expect(() => patch([add(emails(1, 'w')), { op: 'remove', path: 'emails' }])).toThrow(
    expect.objectContaining({
      status: 400,
      scimType: 'invalidValue',
      message: 'Operations[0]: emails has 1001 values; at most 1000 are kept. Send fewer.',
    }),
  );
});

test('the members of a group are a delta, whatever their number', () => {
  const members = Array.from({ length: 70_000 }, (_, index) => ({ value: `user-${index}` }));
  const { members: delta } = applyPatch(
    groupType,
    { displayName: 'Staff' },
    { Operations: [{ op: 'add', path: 'members', value: members }] },
  );
  expect(delta).toMatchObject({ add: { length: 70_000 }, remove: [] });
});

function remove(value: Json): JsonObject {
  return { op: 'remove', path: 'emails', value };
}

function replace(path: string): JsonObject {
  return { op: 'replace', path, value: 'z' };
}

function add(value: Json): JsonObject {
  return { op: 'add', path: 'emails', value };
}
