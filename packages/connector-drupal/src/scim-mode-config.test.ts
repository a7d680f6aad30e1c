import { expect, test } from 'vitest';
import { z } from 'zod';
import { configByMode } from './scim-mode-config.js';

const jsonApi = { url: 'https://intranet.example.com/', username: 'linkspan', password: 'a b c' };
const scim = {
  mode: 'scim',
  url: 'https://intranet.example.com/scim/',
  token: 'a',
  profile: 'miniorange-premium',
};

test('a configuration without a mode is what it was', () => {
  const plain = configByMode.parse(jsonApi);
  expect(plain).toEqual({ ...jsonApi, url: 'https://intranet.example.com', deletion: 'block', siteFields: [] });
  expect(configByMode.parse({ ...jsonApi, mode: 'jsonapi' })).toEqual({ ...plain, mode: 'jsonapi' });
});

test('without a word nobody is deactivated', () => {
  expect(configByMode.parse(scim)).toEqual({
    ...scim,
    url: 'https://intranet.example.com/scim',
    deprovision: 'delete',
  });
});

test.each([
  ['mode', { ...jsonApi, mode: 'soap' }],
  ['token', { ...scim, token: '' }],
  ['profile', { ...scim, profile: 'miniorange-free' }],
  ['password', { ...jsonApi, password: undefined }],
  ['url', { ...scim, url: 'https://a:b@intranet.example.com/scim' }],
  ['', { ...scim, takeover: true }],
])('%s is refused: %j', (field, wrong) => {
  const issues = configByMode.safeParse(wrong).error?.issues ?? [];
  expect(issues.map(({ path }) => path.join('.'))).toContain(field);
});

test.each(['scim', 'jsonapi'])('with mode %s what belongs to the other is refused', (mode) => {
  expect(configByMode.safeParse({ ...jsonApi, ...scim, mode }).success).toBe(false);
});

test('secrets of both modes are marked for forms', () => {
  expect(z.toJSONSchema(configByMode, { io: 'input' })).toMatchObject({
    oneOf: [{ properties: { password: { secret: true } } }, { properties: { token: { secret: true } } }],
  });
});
