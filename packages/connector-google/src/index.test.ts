import { expect, test } from 'vitest';
import connector from './index.js';

test('Google is a guide and nothing else: no quirk, no transcript and no field is made up for a client that does not exist', () => {
  expect(connector).toMatchObject({ apiVersion: 1, name: 'google', inbound: [], transcripts: [] });
  expect(connector.connect).toBeUndefined();
  expect([connector.users?.rules, connector.groups?.rules]).toEqual([[], []]);
});

test('the guide says at once that Google cannot call, and what works instead', () => {
  const [first, second] = connector.guide ?? [];
  expect(first?.text).toContain('{baseUrl} cannot be given to Google');
  expect(second?.text).toContain('@linkspan/connector-okta');
});

test('no base URL can be used', () => {
  expect(connector.findBaseUrlProblem?.(new URL('https://hub.example.com/scim/google/v2'))).toContain('linkspan guide');
});
