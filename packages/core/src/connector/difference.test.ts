import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyChange } from './apply-change.js';
import type { AttributeRule } from './attribute-rule.js';
import { difference, isEmptyChange, sameValue } from './difference.js';

const names = ['login', 'email', 'first', 'last', 'flags'] as const;
const rules: readonly AttributeRule[] = names.map((remote) => ({ scim: remote, remote }));
const sets = ['roles'];

const value = fc.oneof(
  fc.string({ minLength: 1 }),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.string(), { minLength: 1 }),
  fc.record({ a: fc.string() }, { noNullPrototype: true }),
);
const plainFields = fc.dictionary(fc.constantFrom(...names), value, { noNullPrototype: true });
const roles = fc.uniqueArray(fc.constantFrom('reader', 'author', 'editor', 'shop'));
const fields = fc.tuple(plainFields, roles).map(([plain, held]) => ({ ...plain, roles: held }));

function sorted(record: Readonly<Record<string, unknown>>): unknown {
  const { roles: held, ...rest } = record;
  return { ...rest, roles: Array.isArray(held) ? [...held].sort() : held };
}

describe('difference, for any fields', () => {
  test('nothing differs from itself', () => {
    fc.assert(fc.property(fields, (one) => isEmptyChange(difference(one, structuredClone(one), rules, sets))));
  });

  test('the change, applied to what was agreed, gives what is desired', () => {
    fc.assert(
      fc.property(fields, fields, (desired, agreed) => {
        const change = difference(desired, agreed, rules, sets);
        expect(sorted(applyChange(agreed, change))).toEqual(sorted(desired));
      }),
    );
  });

  test('after it was applied nothing is left to change', () => {
    fc.assert(
      fc.property(fields, fields, (desired, agreed) => {
        const after = applyChange(agreed, difference(desired, agreed, rules, sets));
        return isEmptyChange(difference(desired, after, rules, sets));
      }),
    );
  });
});

describe('difference, case by case', () => {
  const none = { set: {}, cleared: [], added: {}, removed: {} };
  const rule = (remote: string, more: Partial<AttributeRule> = {}): AttributeRule => ({
    scim: remote,
    remote,
    ...more,
  });
  const ignoringCase = (a: unknown, b: unknown) => String(a).toLowerCase() === String(b).toLowerCase();

  const rows: readonly [string, object, object, readonly AttributeRule[], object][] = [
    ['a new value is set', { first: 'Ann' }, {}, [rule('first')], { ...none, set: { first: 'Ann' } }],
    ['a value that went away is cleared', {}, { first: 'Ann' }, [rule('first')], { ...none, cleared: ['first'] }],
    [
      'an undefined value is one that went away',
      { first: undefined },
      { first: 'Ann' },
      [rule('first')],
      { ...none, cleared: ['first'] },
    ],
    ['what reads back empty is not cleared again', {}, { first: '', last: null, flags: [] }, rules, none],
    ['a field whose rule is gone is left alone', {}, { nickname: 'Annie' }, [rule('first')], none],
    [
      'the vendor decides what is equal',
      { email: 'Ann@x.org' },
      { email: 'ann@X.org' },
      [rule('email', { same: ignoringCase })],
      none,
    ],
    ['without its say, case counts', { email: 'A' }, { email: 'a' }, [rule('email')], { ...none, set: { email: 'A' } }],
    [
      'what is sent with the create only is never changed later',
      { login: 'b' },
      { login: 'a' },
      [rule('login', { when: 'create' })],
      none,
    ],
    ['and never cleared', {}, { login: 'a' }, [rule('login', { when: 'create' })], none],
    ['what is only read is never cleared', {}, { seen: 'today' }, [rule('seen', { flow: 'read' })], none],
    [
      'a set gains and loses members, in any order',
      { roles: ['b', 'c'] },
      { roles: ['c', 'a'] },
      [],
      { ...none, added: { roles: ['b'] }, removed: { roles: ['a'] } },
    ],
    ['an empty set loses all', { roles: [] }, { roles: ['a'] }, [], { ...none, removed: { roles: ['a'] } }],
    ['a set that nobody manages any more is left alone', {}, { roles: ['a'] }, [], none],
    ['a set never read yet gains all', { roles: ['a'] }, {}, [], { ...none, added: { roles: ['a'] } }],
  ];
  test.each(rows)('%s', (_, desired, agreed, over, expected) => {
    expect(difference({ ...desired }, { ...agreed }, over, sets)).toEqual(expected);
  });
});

test('the vendor is never asked to compare with nothing', () => {
  const strict = { same: (a: unknown, b: unknown) => String(a).trim() === String(b).trim() };
  expect(sameValue(strict, undefined, 'undefined')).toBe(false);
  expect(sameValue(strict, 'x', undefined)).toBe(false);
  expect(sameValue(strict, undefined, '')).toBe(true);
  expect(sameValue(strict, 'x', ' x ')).toBe(true);
});
