import fc from 'fast-check';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Json, JsonObject } from '../../scim/json.js';
import { compileExpression } from './compile-expression.js';
import { ExpressionError } from './expression-error.js';

const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const anna: JsonObject = {
  id: '42',
  userName: 'anna',
  name: { givenName: 'Anna', familyName: 'Berg' },
  emails: [
    { value: 'home@x.org', type: 'home' },
    { value: 'work@x.org', type: 'work', primary: true },
  ],
  [urn]: { department: 'Design' },
};

describe('what an expression gives', () => {
  const rows: readonly [string, Json | undefined][] = [
    ['name.givenName & " " & $uppercase(name.familyName)', 'Anna BERG'],
    ['emails[primary].value', 'work@x.org'],
    ['emails.value', ['home@x.org', 'work@x.org']],
    [`\`${urn}\`.department`, 'Design'],
    ['$exists(title) ? title : "none"', 'none'],
    ['title', undefined],
    ['emails[type="fax"].value', undefined],
    ['null', null],
    ['""', ''],
    ['{"a": [1, true]}', { a: [1, true] }],
    ['$replace(userName, /n+/, "-")', 'a-a'],
    ['($f := function($n){$n < 2 ? 1 : $n * $f($n - 1)}; $f(5))', 120],
  ];
  test.each(rows)('%s', async (text, expected) => {
    expect(await compileExpression(text).evaluate(anna)).toEqual(expected);
  });

  test('variables are what they are given as', async () => {
    const expression = compileExpression('$value & login');
    expect(await expression.evaluate({ login: 'x' }, { value: 'a' })).toBe('ax');
    expect(await expression.evaluate({ login: 'x' }, { value: 'b' })).toBe('bx');
  });

  test('the document stays as it is', async () => {
    const before = structuredClone(anna);
    await compileExpression('$ ~> | emails | {"value": "changed"} |').evaluate(anna);
    await compileExpression('$sort(emails.value)[0] & $string($merge([$, {"userName": "x"}]))').evaluate(anna);
    expect(anna).toEqual(before);
  });
});

describe('what is refused when it is read', () => {
  const rows: readonly [string, RegExp][] = [
    ['userName.', /^at character 9: Unexpected end of expression\.$/],
    ['a b', /^at character 3: Syntax error: "b"\.$/],
    ['"open', /^at character /],
    ['$now()', /\$now gives something else each time/],
    ['$map([1], function($i){ $random() })', /\$random gives something else each time/],
    ['$eval("1")', /\$eval runs a text as an expression/],
    ['$match(userName, /^(a+)+$/)', /repeats a part that itself repeats/],
  ];
  test.each(rows)('%s', (text, message) => {
    expect(() => compileExpression(text)).toThrow(ExpressionError);
    expect(() => compileExpression(text)).toThrow(message);
  });
});

/** What counts then is the size of what is done, not the time that a busy machine takes for it. */
function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date'] });
  onTestFinished(() => void vi.useRealTimers());
}

describe('what fails when it is evaluated, within its bounds', () => {
  const rows: readonly [string, RegExp][] = [
    ['$number(userName)', /Unable to cast value to a number: "anna"\.$/],
    ['$error("no badge")', /^no badge\.$/],
    ['$foo(1)', /Attempted to invoke a non-function/],
    ['function($x){$x}', /gives a function instead of a value/],
    ['{"a": $sum}', /gives a function/],
    ['1 / 0', /gives Infinity/],
    ['($f := function($n){$f($n + 1)}; $f(1))', /more than 10000 steps/],
    ['($f := function($n){1 + $f($n + 1)}; $f(1))', /calls itself more than/],
    ['$count([1..9999].[1..9999])', /more than 10000/],
    ['[1..1000000]', /list of more than 10000 values/],
    ['$map([1..9000], function($i){ $map([1..9000], function($j){ $i * $j }) })', /more than 10000/],
    ['$pad("x", 2000000000)', /too large|more than 100000 characters/],
    ['($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $f("x", 60))', /more than 100000 characters/],
    ['$contains($pad("x", 2000), /y/)', /regular expression is tried on a text of more than 1000/],
  ];
  test.each(rows)('%s', async (text, message) => {
    stopClock();
    await expect(compileExpression(text).evaluate(anna)).rejects.toThrow(message);
    await expect(compileExpression(text).evaluate(anna)).rejects.toThrow(ExpressionError);
  });

  test.each([
    'userName.constructor',
    '{}.constructor',
    '$.__proto__',
    '$lookup($, "constructor")',
    '$lookup({}, "__proto__")',
    'process',
    '$globalThis',
    '$keys.constructor',
  ])('nothing but the document is in reach of %s', async (text) => {
    expect(await compileExpression(text).evaluate(anna)).toBeUndefined();
  });
});

test('an expression says which attributes it names', () => {
  const expression = compileExpression('$count(groups[display="Staff"]) & $lookup($, "externalId")');
  expect(['groups', 'externalId', 'display', 'title'].map(expression.mentions)).toEqual([true, true, true, false]);
});

test('two evaluations at once do not share their budget', async () => {
  stopClock();
  const expression = compileExpression('$sum($map([1..1500], function($i){ $i * 2 }))');
  const results = await Promise.all(Array.from({ length: 20 }, () => expression.evaluate(anna)));
  expect(new Set(results)).toEqual(new Set([1500 * 1501]));
});

const texts = fc.oneof(
  fc.constantFrom(
    'userName',
    'name.*',
    '**',
    'emails.value',
    '$keys($)',
    '$string($)',
    'a.b.c',
    '$',
    '[a, b]',
    '$count(*)',
  ),
  fc.string({ maxLength: 20 }),
);

test('whatever is written and whatever it is read on, the same comes out twice, or an ExpressionError', async () => {
  await fc.assert(
    fc.asyncProperty(texts, fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), async (text, document) => {
      const outcome = async () => {
        try {
          return { value: await compileExpression(text).evaluate(document as JsonObject) };
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          return { failure: error.message };
        }
      };
      const before = structuredClone(document);
      expect(await outcome()).toEqual(await outcome());
      expect(document).toEqual(before);
    }),
    { numRuns: 300 },
  );
});
