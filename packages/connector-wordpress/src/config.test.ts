import { expect, test } from 'vitest';
import { z } from 'zod';
import { config } from './config.js';

const valid = { url: 'https://blog.example.com/', username: 'linkspan', password: 'abcd efgh' };

test('an address loses what does not belong to it, and the rest has defaults', () => {
  expect(config.parse({ ...valid, url: 'https://blog.example.com/sub/?preview=1#top' })).toEqual({
    url: 'https://blog.example.com/sub',
    username: 'linkspan',
    password: 'abcd efgh',
    deactivation: 'lock',
    fallbackRole: 'subscriber',
  });
});

test.each([
  ['url', { url: 'blog.example.com' }],
  ['url', { url: 'ftp://blog.example.com' }],
  ['url', { url: 'https://me:secret@blog.example.com' }],
  ['username', { username: 'a:b' }],
  ['password', { password: '' }],
  ['deactivation', { deactivation: 'delete' }],
  ['fallbackRole', { fallbackRole: 'Shop Manager' }],
])('%s is refused: %j', (field, wrong) => {
  expect(config.safeParse({ ...valid, ...wrong }).error?.issues.map(({ path }) => path)).toEqual([[field]]);
});

test('a key that does not exist is refused', () => {
  expect(config.safeParse({ ...valid, reasignTo: 1 }).success).toBe(false);
});

test('the password is marked as a secret in the schema for forms', () => {
  expect(z.toJSONSchema(config, { io: 'input' })).toHaveProperty('properties.password.secret', true);
});
