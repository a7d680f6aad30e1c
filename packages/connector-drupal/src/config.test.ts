import { expect, test } from 'vitest';
import { z } from 'zod';
import { jsonApiConfig } from './config.js';

const valid = { url: 'https://intranet.example.com', username: 'linkspan', password: 'a b c' };

test('what is optional has the careful choice', () => {
  expect(jsonApiConfig.parse(valid)).toEqual({ ...valid, deletion: 'block', siteFields: [] });
});

test.each(['https://i.example.com/', 'https://i.example.com/?a=1#b', 'https://i.example.com//'])(
  '%s is stored plainly',
  (url) => {
    expect(jsonApiConfig.parse({ ...valid, url }).url).toBe('https://i.example.com');
  },
);

test.each([
  ['url', { url: 'ftp://i.example.com' }],
  ['url', { url: 'https://a:b@i.example.com' }],
  ['username', { username: 'a:b' }],
  ['password', { password: undefined }],
  ['username', { clientId: 'a', clientSecret: 'b' }],
  ['clientSecret', { clientId: 'a' }],
  ['deletion', { deletion: 'delete' }],
  ['siteFields.0', { siteFields: ['title'] }],
  ['companion.webhookSecret', { companion: {} }],
  ['companion.webhookSecret', { companion: { webhookSecret: 'fifteen letters' } }],
  ['mode', { mode: 'soap' }],
] as const)('%s is refused: %j', (path, wrong) => {
  const issues = jsonApiConfig.safeParse({ ...valid, ...wrong }).error?.issues ?? [];
  expect(issues.map((issue) => issue.path.join('.'))).toContain(path);
});

test('an OAuth client stands in the place of name and password, and one of the two there must be', () => {
  const { url } = valid;
  expect(jsonApiConfig.safeParse({ url, clientId: 'a', clientSecret: 'b' }).success).toBe(true);
  expect(jsonApiConfig.safeParse({ url }).success).toBe(false);
});

test('a key that does not exist is refused', () => {
  expect(jsonApiConfig.safeParse({ ...valid, delete: true }).success).toBe(false);
});

test('every secret is marked as one in the schema for forms', () => {
  const { properties } = z.toJSONSchema(jsonApiConfig, { io: 'input' });
  expect(properties).toMatchObject({
    password: { secret: true },
    clientSecret: { secret: true },
    companion: { properties: { webhookSecret: { secret: true } } },
  });
});
