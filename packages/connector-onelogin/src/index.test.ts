import { groupType, userType, validateRules } from '@linkspan/core';
import { expect, test } from 'vitest';
import connector from './index.js';

test('OneLogin only pushes: there is nothing to connect to, and nothing to configure', () => {
  expect(connector).toMatchObject({ apiVersion: 1, name: 'onelogin' });
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

test.each([
  ['people', connector.users, userType],
  ['groups', connector.groups, groupType],
])('the attributes of %s are in the schemas, and all is read only', (_what, { rules } = { rules: [] }, type) => {
  expect(validateRules(rules, type)).toEqual([]);
  expect(new Set(rules.map(({ flow }) => flow))).toEqual(new Set(['read']));
});

test.each([
  ['https://hub.example.com/scim/onelogin/v2', false],
  ['http://hub.example.com/scim/onelogin/v2', true],
])('%s is refused for want of HTTPS: %s', (url, refused) => {
  expect(connector.findBaseUrlProblem?.(new URL(url)) !== undefined).toBe(refused);
});
