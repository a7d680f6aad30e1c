import { groupType, userType, validateRules } from '@linkspan/core';
import { expect, test } from 'vitest';
import connector from './index.js';

test('Okta only pushes: there is nothing to connect to, and nothing to configure', () => {
  expect(connector).toMatchObject({ apiVersion: 1, name: 'okta' });
  expect(connector.connect).toBeUndefined();
  expect(connector.config.safeParse({}).success).toBe(true);
  expect(connector.config.safeParse({ url: 'x' }).success).toBe(false);
});

test('the guide shows base URL and token, and has no other placeholder', () => {
  const text = connector.guide?.map((step) => step.text).join('\n') ?? '';
  expect(text).toContain('{baseUrl}');
  expect(text).toContain('{token}');
  expect(text.replaceAll(/\{(?:baseUrl|token)\}/g, '')).not.toMatch(/[{}]/);
});

test('every quirk has a name of its own and says why', () => {
  expect(connector.inbound?.map(({ name }) => name)).toEqual(['missing-op']);
  for (const { reason } of connector.inbound ?? []) expect(reason.length).toBeGreaterThan(40);
});

test.each([
  ['people', connector.users, userType],
  ['groups', connector.groups, groupType],
])('the attributes of %s are in the schemas, and all is read only', (_what, { rules } = { rules: [] }, type) => {
  expect(validateRules(rules, type)).toEqual([]);
  expect(new Set(rules.map(({ flow }) => flow))).toEqual(new Set(['read']));
});

test.each([
  ['https://hub_one.example.com/scim/okta/v2', true],
  ['https://hub.example.com/scim/my_okta/v2', false],
])('the host of %s is refused for an underscore: %s', (url, refused) => {
  expect(connector.findBaseUrlProblem?.(new URL(url)) !== undefined).toBe(refused);
});
