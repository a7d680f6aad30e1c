import { expect, test } from 'vitest';
import connector from './index.js';

test('JumpCloud is a client without a configuration, and an application with one', () => {
  expect(connector).toMatchObject({ apiVersion: 1, name: 'jumpcloud' });
  expect(connector.pushed?.users?.rules.every(({ flow }) => flow === 'read')).toBe(true);
  expect(connector.users?.rules.some(({ flow }) => flow === 'both')).toBe(true);
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
