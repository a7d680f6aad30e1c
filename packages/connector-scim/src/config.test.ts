import { expect, test } from 'vitest';
import { z } from 'zod';
import { config } from './config.js';

const valid = { url: 'https://app.example.com/scim/v2/', token: 'secret' };
const oauth = { tokenUrl: 'https://app.example.com/token', clientId: 'hub', clientSecret: 'secret' };

test('what is not said has a default, and the address loses what does not belong to it', () => {
  expect(config.parse(valid)).toEqual({
    url: 'https://app.example.com/scim/v2',
    token: 'secret',
    groups: true,
    update: 'discover',
    paging: 'discover',
    pageSize: 100,
    lookUp: 'filter',
    mediaType: 'application/scim+json',
    deactivation: true,
    deletion: true,
    quirks: {},
  });
});

test.each([
  ['token', { token: undefined }],
  ['token', { oauth }],
  ['url', { url: 'app.example.com' }],
  ['url', { url: 'https://me:secret@app.example.com' }],
  ['update', { update: 'post' }],
  ['pageSize', { pageSize: 0 }],
  ['quirks', { quirks: { 'no-such': true } }],
  ['oauth', { token: undefined, oauth: { ...oauth, clientSecret: '' } }],
])('%s is refused: %j', (field, wrong) => {
  expect(config.safeParse({ ...valid, ...wrong }).error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('secrets are marked for forms', () => {
  const schema = z.toJSONSchema(config, { io: 'input' });
  expect(schema).toHaveProperty('properties.token.secret', true);
  expect(schema).toHaveProperty('properties.oauth.properties.clientSecret.secret', true);
});
