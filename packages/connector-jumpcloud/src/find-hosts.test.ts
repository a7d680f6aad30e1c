import { expect, test } from 'vitest';
import { config } from './config.js';
import { findHosts } from './find-hosts.js';

test.each([
  ['us', 'https://console.jumpcloud.com', 'https://api.jumpcloud.com'],
  ['eu', 'https://console.eu.jumpcloud.com', 'https://api.eu.jumpcloud.com'],
  ['in', 'https://console.in.jumpcloud.com', 'https://api.in.jumpcloud.com'],
] as const)('the region %s is at %s and %s', (region, console, insights) => {
  const signIn = 'https://admin-oauth.id.jumpcloud.com';
  expect(findHosts({ region })).toEqual({ console, insights, signIn });
});

test('a proxy takes the place of one host, and leaves the others', () => {
  const hosts = findHosts({ region: 'eu', hosts: { console: 'https://proxy.corp.example' } });
  expect([hosts.console, hosts.insights]).toEqual(['https://proxy.corp.example', 'https://api.eu.jumpcloud.com']);
});

test.each([
  ['an API key', { apiKey: 'jca_x' }, true],
  ['a service account', { clientId: 'a', clientSecret: 'b' }, true],
  ['neither', {}, false],
  ['both', { apiKey: 'jca_x', clientId: 'a', clientSecret: 'b' }, false],
  ['half a service account', { clientId: 'a' }, false],
  ['a secret of nobody', { apiKey: 'jca_x', clientSecret: 'b' }, false],
  ['an unknown region', { apiKey: 'jca_x', region: 'mars' }, false],
  ['a name for an organization', { apiKey: 'jca_x', organization: 'Corp' }, false],
  ['a day that is none', { apiKey: 'jca_x', keyExpires: '31.01.2027' }, false],
  ['an unknown key', { apiKey: 'jca_x', password: 'b' }, false],
])('a configuration with %s: %o is taken: %s', (_what, input, taken) => {
  expect(config.safeParse(input).success).toBe(taken);
});
