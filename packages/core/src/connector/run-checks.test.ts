import { describe, expect, test } from 'vitest';
import type { Check, CheckOutcome, CheckResult } from './check.js';
import { runChecks } from './run-checks.js';

const never = new AbortController().signal;
const fine: CheckOutcome = { ok: true, detail: 'Fine.' };

function check(id: string, run: Check['run']): Check {
  return { id, title: id.toUpperCase(), run };
}

describe('runChecks', () => {
  test('runs in order, times each, and tells each result as it is known', async () => {
    let clock = 0;
    const told: CheckResult[] = [];
    const takes = (id: string, milliseconds: number, outcome: CheckOutcome) =>
      check(id, async () => {
        clock += milliseconds;
        return outcome;
      });
    const checks = [
      takes('reach', 20, fine),
      takes('sign-in', 5, { ...fine, warning: 'The role may do more than it needs.' }),
    ];
    const results = await runChecks(checks, {
      signal: never,
      now: () => clock,
      onResult: (result) => told.push(result),
    });
    expect(results).toEqual([
      { id: 'reach', title: 'REACH', status: 'passed', detail: 'Fine.', milliseconds: 20 },
      {
        id: 'sign-in',
        title: 'SIGN-IN',
        status: 'warning',
        detail: 'Fine.',
        hint: 'The role may do more than it needs.',
        milliseconds: 5,
      },
    ]);
    expect(told).toEqual(results);
  });

  test('skips the rest after the first failure, without trying it', async () => {
    const tried: string[] = [];
    const step = (id: string, outcome: CheckOutcome) =>
      check(id, async () => {
        tried.push(id);
        return outcome;
      });
    const refused: CheckOutcome = { ok: false, detail: 'Refused.', hint: 'Make a new password.' };
    const results = await runChecks([step('a', fine), step('b', refused), step('c', fine), step('d', fine)], {
      signal: never,
    });
    expect(results.map(({ id, status, hint }) => [id, status, hint])).toEqual([
      ['a', 'passed', undefined],
      ['b', 'failed', 'Make a new password.'],
      ['c', 'skipped', undefined],
      ['d', 'skipped', undefined],
    ]);
    expect(results[2]?.detail).toContain('"B" failed');
    expect(tried).toEqual(['a', 'b']);
  });

  const failures: readonly [string, Check['run'], string][] = [
    ['a rejection', async () => Promise.reject(new Error('no route')), 'no route'],
    [
      'a thrown error',
      () => {
        throw new Error('bug');
      },
      'bug',
    ],
    [
      'a check that hangs and ignores its signal',
      () => new Promise(() => {}),
      'No answer within 0.05 s. Check that the site is reachable.',
    ],
    [
      'a check that watches its signal',
      (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
      'No answer within 0.05 s. Check that the site is reachable.',
    ],
  ];
  test.each(failures)('%s is a failure with its message', async (_, run, detail) => {
    const results = await runChecks([check('a', run), check('b', async () => fine)], { signal: never, timeLimit: 50 });
    expect(results.map(({ status }) => status)).toEqual(['failed', 'skipped']);
    expect(results[0]?.detail).toBe(detail);
  });

  test('ends at once when the operator cancels', async () => {
    const cancelled = new AbortController();
    const hanging = check('a', () => {
      cancelled.abort();
      return new Promise(() => {});
    });
    const results = await runChecks([hanging, check('b', async () => fine)], { signal: cancelled.signal });
    expect(results.map(({ status, detail }) => [status, detail])[0]).toEqual(['failed', 'Cancelled.']);
    expect(results[1]?.status).toBe('skipped');
  });
});
