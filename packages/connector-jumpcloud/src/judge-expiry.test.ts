import { expect, test } from 'vitest';
import { judgeExpiry } from './judge-expiry.js';

const key = { apiKey: 'jca_x' };

test.each([
  ['long before its last day', { ...key, keyExpires: '2027-01-31' }, '2026-12-31', undefined],
  ['30 days before', { ...key, keyExpires: '2027-01-31' }, '2027-01-01T12:00Z', /ends in 30 days/],
  ['on its last day', { ...key, keyExpires: '2027-01-31' }, '2027-01-31T23:00Z', /ends in 0 days/],
  ['after it', { ...key, keyExpires: '2027-01-31' }, '2027-02-01T00:00:00Z', /has ended/],
  ['whose last day nobody wrote down', key, '2026-12-31', /keyExpires/],
  ['of a service account, without a last day', {}, '2026-12-31', undefined],
] as const)('a key %s', (_when, config, now, warning) => {
  const outcome = judgeExpiry(config, {}, Date.parse(now));
  expect(outcome.ok).toBe(true);
  const said = 'warning' in outcome ? outcome.warning : undefined;
  if (warning === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(warning);
});

test('what JumpCloud tells counts more than what was written down, and is told with whose key it is', () => {
  const now = Date.parse('2027-01-01');
  const own = { email: 'linkspan@corp.example', ends: Date.parse('2027-01-11T12:00Z') };
  const outcome = judgeExpiry({ ...key, keyExpires: '2027-12-31' }, own, now);
  expect(outcome).toEqual({
    ok: true,
    detail: 'it belongs to linkspan@corp.example, until 2027-01-11',
    warning: expect.stringContaining('ends in 10 days'),
  });
});
