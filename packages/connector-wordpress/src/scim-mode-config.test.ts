import { expect, test } from 'vitest';
import { z } from 'zod';
import { configByMode } from './scim-mode-config.js';

const rest = { url: 'https://blog.example.com/', username: 'linkspan', password: 'abcd efgh' };
const scim = { mode: 'scim', url: 'https://blog.example.com/scim/', token: 'a', profile: 'miniorange-free' };

test('a configuration without a mode is what it was', () => {
  const plain = configByMode.parse(rest);
  expect(plain).toMatchObject({ url: 'https://blog.example.com', deactivation: 'lock', fallbackRole: 'subscriber' });
  expect(configByMode.parse({ ...rest, mode: 'rest' })).toEqual({ ...plain, mode: 'rest' });
});

test('without a word nobody is overwritten, and nobody deactivated', () => {
  expect(configByMode.parse(scim)).toEqual({
    ...scim,
    url: 'https://blog.example.com/scim',
    takeover: false,
    deprovision: 'delete',
  });
});

test.each([
  ['mode', { ...rest, mode: 'soap' }],
  ['token', { ...scim, token: '' }],
  ['profile', { ...scim, profile: 'miniorange' }],
  ['username', { ...rest, username: 'a:b' }],
])('%s is refused: %j', (field, wrong) => {
  expect(configByMode.safeParse(wrong).error?.issues.map(({ path }) => path)).toEqual([[field]]);
});

test.each([rest, scim])('what belongs to the other mode is refused: %j', (given) => {
  expect(configByMode.safeParse({ ...rest, ...scim, mode: 'mode' in given ? 'scim' : 'rest' }).success).toBe(false);
});

test('secrets of both modes are marked for forms', () => {
  expect(z.toJSONSchema(configByMode, { io: 'input' })).toMatchObject({
    oneOf: [{ properties: { password: { secret: true } } }, { properties: { token: { secret: true } } }],
  });
});
