import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CompareOperator, WrittenFilter, WrittenPath } from './filter.js';
import { parseFilter } from './parse-filter.js';
import { printFilter } from './print-filter.js';
import { ScimError } from './scim-error.js';

const present = (attribute: string): WrittenFilter => ({ kind: 'present', path: { attribute } });
const equal = (attribute: string, value: string | number | boolean | null): WrittenFilter => ({
  kind: 'compare',
  path: { attribute },
  operator: 'eq',
  value,
});

describe('a filter is read as RFC 7644 §3.4.2.2 says', () => {
  const rows: readonly (readonly [text: string, filter: WrittenFilter])[] = [
    ['userName eq "bjensen"', equal('userName', 'bjensen')],
    ['userName Eq "bjensen"', equal('userName', 'bjensen')],
    ['title pr', present('title')],
    ['title PR', present('title')],
    ['  title\tpr ', present('title')],
    [
      'name.familyName co "O\'Malley"',
      {
        kind: 'compare',
        path: { attribute: 'name', subAttribute: 'familyName' },
        operator: 'co',
        value: "O'Malley",
      },
    ],
    [
      'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName sw "J"',
      {
        kind: 'compare',
        path: { schema: 'urn:ietf:params:scim:schemas:core:2.0:User', attribute: 'name', subAttribute: 'familyName' },
        operator: 'sw',
        value: 'J',
      },
    ],
    ['active eq true', equal('active', true)],
    ['active eq False', equal('active', false)],
    ['title eq null', equal('title', null)],
    ['age eq 42', equal('age', 42)],
    ['age eq -1.5e3', equal('age', -1500)],
    ['age eq -0', equal('age', 0)],
    ['title eq "a \\"quoted\\" \\\\ \\u00e9 )]"', equal('title', 'a "quoted" \\ é )]')],
    ['a pr and b pr and c pr', { kind: 'and', filters: [present('a'), present('b'), present('c')] }],
    [
      'a pr or b pr AND c pr',
      { kind: 'or', filters: [present('a'), { kind: 'and', filters: [present('b'), present('c')] }] },
    ],
    [
      '(a pr Or b pr) and c pr',
      { kind: 'and', filters: [{ kind: 'or', filters: [present('a'), present('b')] }, present('c')] },
    ],
    ['not (a pr)', { kind: 'not', filter: present('a') }],
    ['NOT(a pr) and b pr', { kind: 'and', filters: [{ kind: 'not', filter: present('a') }, present('b')] }],
    [
      'emails[type eq "work" and value co "@example.com"]',
      {
        kind: 'values',
        path: { attribute: 'emails' },
        filter: {
          kind: 'and',
          filters: [
            equal('type', 'work'),
            { kind: 'compare', path: { attribute: 'value' }, operator: 'co', value: '@example.com' },
          ],
        },
      },
    ],
    [
      'members[value eq "2819c223"] or title pr',
      {
        kind: 'or',
        filters: [
          { kind: 'values', path: { attribute: 'members' }, filter: equal('value', '2819c223') },
          present('title'),
        ],
      },
    ],
  ];
  test.each(rows)('%s', (text, filter) => {
    expect(parseFilter(text)).toEqual(filter);
  });
});

describe("Entra's comparison after the brackets asks for one value that fits both", () => {
  test.each([
    ['emails[type eq "work"].value eq "a@example.com"', 'emails[type eq "work" and value eq "a@example.com"]'],
    [
      'emails[type eq "work" and primary eq true].value sw "a"',
      'emails[type eq "work" and primary eq true and value sw "a"]',
    ],
    ['emails[type eq "a" or type eq "b"].value pr', 'emails[(type eq "a" or type eq "b") and value pr]'],
  ])('%s', (text, meaning) => {
    expect(parseFilter(text)).toEqual(parseFilter(meaning));
  });
});

describe('a mistake is answered with its place and what was expected there', () => {
  test.each([
    ['', "expected an attribute's name at character 1, but it ends"],
    ['userName', 'expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) at character 9, but it ends'],
    [
      'userName is "x"',
      'expected an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr) at character 10, but found is',
    ],
    [
      'userName eq',
      'expected a value (text in double quotes, a number, true, false or null) at character 12, but it ends',
    ],
    ['userName eq bob', 'at character 13, but found bob'],
    ["userName eq 'bob'", "at character 13, but found 'bob'"],
    ['userName eq "bob', 'expected a closing " at character 13, but it ends'],
    ['userName eq "\\x"', 'at character 13, but found "\\x"'],
    ['userName eq 007', 'at character 13, but found 007'],
    ['userName eq 1e999', 'at character 13, but found 1e999'],
    ['a pr b pr', 'expected "and", "or" or the end at character 6, but found b'],
    ['a pr and', "expected an attribute's name at character 9, but it ends"],
    ['(a pr', 'expected "and", "or" or ")" at character 6, but it ends'],
    ['a pr)', 'expected "and", "or" or the end at character 5, but found )'],
    ['not a pr', 'expected "(" after "not" at character 5, but found a'],
    ['emails[type eq "work"', 'expected "and", "or" or "]" at character 22, but it ends'],
    ['emails[type[value pr]]', 'at character 12, but found ['],
    ['emails[type pr].a.b eq "x"', 'expected one sub-attribute after the bracket at character 16'],
    ['emails[type pr].1 eq "x"', 'expected one sub-attribute after the bracket at character 16'],
    ['a.b.c pr', "expected an attribute's name at character 1, but found a.b.c"],
    ['1a pr', "expected an attribute's name at character 1, but found 1a"],
    ['foo:bar pr', "expected an attribute's name at character 1, but found foo:bar"],
  ])('%s', (text, reason) => {
    expect(() => parseFilter(text)).toThrow(
      expect.objectContaining({ status: 400, scimType: 'invalidFilter', message: expect.stringContaining(reason) }),
    );
  });
});

describe('a filter that would cost too much is refused', () => {
  test.each([
    ['longer than 4096 characters', `title eq "${'x'.repeat(4096)}"`],
    ['more than 100 terms', Array.from({ length: 101 }, () => 'title pr').join(' or ')],
    ['nested more than 20 deep', `${'('.repeat(21)}title pr${')'.repeat(21)}`],
    ['nested more than 20 deep', `${'not ('.repeat(21)}title pr${')'.repeat(21)}`],
    ['nested more than 20 deep', '('.repeat(4000)],
  ])('%s', (reason, text) => {
    expect(() => parseFilter(text)).toThrow(reason);
  });

  test('and one just below the limits is not', () => {
    const text = Array.from({ length: 99 }, () => 'title pr').join(' or ');
    expect(parseFilter(`${'('.repeat(20)}${text}${')'.repeat(20)}`)).toMatchObject({ kind: 'or' });
  });
});

const name = fc.stringMatching(/^[a-zA-Z$][\w$-]{0,8}$/).filter((text) => text.toLowerCase() !== 'not');
const path: fc.Arbitrary<WrittenPath> = fc.record(
  {
    schema: fc.constantFrom('urn:ietf:params:scim:schemas:core:2.0:User', 'urn:example:2.0:x.y'),
    attribute: name,
    subAttribute: name,
  },
  { requiredKeys: ['attribute'] },
);
const operator = fc.constantFrom<CompareOperator>('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le');
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0')),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
);
const term = fc.oneof(
  fc.record({ kind: fc.constant('compare' as const), path, operator, value }),
  fc.record({ kind: fc.constant('present' as const), path }),
);
const tree = (leaf: fc.Arbitrary<WrittenFilter>): fc.Arbitrary<WrittenFilter> =>
  fc.letrec<{ filter: WrittenFilter }>((tie) => ({
    filter: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ kind: fc.constant('not' as const), filter: tie('filter') }),
      fc.record({
        kind: fc.constantFrom('and' as const, 'or' as const),
        filters: fc.array(tie('filter'), { minLength: 2, maxLength: 3 }),
      }),
    ),
  })).filter;
const values = fc.record({ kind: fc.constant('values' as const), path, filter: tree(term) });

test('a filter that is printed and read again is the same filter', () => {
  const mayExceedLimits = (filter: WrittenFilter): WrittenFilter | 'too large' => {
    try {
      return parseFilter(printFilter(filter));
    } catch (error) {
      if (error instanceof ScimError && /terms|deep|longer/.test(error.message)) return 'too large';
      throw error;
    }
  };
  fc.assert(
    fc.property(tree(fc.oneof(term, values)), (filter) => {
      const again = mayExceedLimits(filter);
      fc.pre(again !== 'too large');
      expect(again).toEqual(filter);
    }),
    { numRuns: 1000 },
  );
});

test('no text whatsoever brings the parser down', () => {
  const fragment = fc.constantFrom(
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    '.',
    ' ',
    'and',
    'not',
    'eq',
    'pr',
    'emails',
    '"x"',
    '1',
    'urn:',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(' ')),
      ),
      (text) => {
        try {
          parseFilter(text);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ScimError', status: 400, scimType: 'invalidFilter' });
        }
      },
    ),
    { numRuns: 1000 },
  );
});
