import { expect, test } from 'vitest';
import connector from './index.js';

test('JumpCloud only pushes: there is nothing to connect to, and an unknown key is refused', () => {
  expect(connector).toMatchObject({ apiVersion: 1, name: 'jumpcloud' });
  expect(connector.connect).toBeUndefined();
  expect(connector.users?.rules.every(({ flow }) => flow === 'read')).toBe(true);
  expect(connector.config.safeParse({}).success).toBe(true);
  expect(connector.config.safeParse({ apiKey: 'x' }).success).toBe(false);
});

test('the guide has its nine steps and shows base URL and token', () => {
  const text = connector.guide?.map((step) => step.text).join('\n') ?? '';
  expect(connector.guide).toHaveLength(9);
  expect(text).toContain('{baseUrl}');
  expect(text).toContain('{token}');
  expect(text.replaceAll(/\{(?:baseUrl|token)\}/g, '')).not.toMatch(/[{}]/);
});

test('every quirk has a name of its own and says why', () => {
  const names = connector.inbound?.map((quirk) => quirk.name) ?? [];
  expect(names).toEqual(['null-emails', 'kept-external-id', 'null-members']);
  for (const quirk of connector.inbound ?? []) expect(quirk.reason.length).toBeGreaterThan(40);
});
