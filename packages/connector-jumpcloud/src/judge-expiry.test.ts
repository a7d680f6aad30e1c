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
  const outcome = judgeExpiry(config, Date.parse(now));
  expect(outcome.ok).toBe(true);
  const said = 'warning' in outcome ? outcome.warning : undefined;
  if (warning === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(warning);
});
