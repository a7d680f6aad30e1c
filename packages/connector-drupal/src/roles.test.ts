import type { Json } from '@linkspan/core';
import { signal } from '@linkspan/core/conformance';
import { expect, test } from 'vitest';
import type { Api, ApiCall } from './api.js';
import type { CompanionClient } from './companion.js';
import { createRoles } from './roles.js';

const next = { next: { href: 'https://intranet.example.com/jsonapi/user_role/user_role?page[offset]=50' } };

function role(key: string, permissions: readonly string[] = []): Json {
  return { id: `id-of-${key}`, attributes: { drupal_internal__id: key, permissions: [...permissions] } };
}

/** A site whose list of roles has these pages; the last one is given again to whoever asks on. */
function rolesOf(pages: readonly Json[]) {
  const calls: ApiCall[] = [];
  const unasked = () => Promise.reject(new Error('nobody asks for this'));
  const call: Api['call'] = async (asked) => {
    calls.push(asked);
    if (calls.length > 5) throw new Error('asked without end');
    return { status: 200, headers: {}, text: '', json: pages[Math.min(calls.length, pages.length) - 1] };
  };
  const api: Api = { call, ask: unasked, me: unasked, prove: unasked, visit: unasked };
  const companion: CompanionClient = { look: unasked, has: unasked, owned: unasked, roles: async () => [] };
  return { roles: createRoles(api, companion, () => 0), calls };
}

test.each([
  [
    'an empty page that names a next one',
    [
      { data: [role('editor')], links: next },
      { data: [], links: next },
    ],
    1,
  ],
  ['the same page again', [{ data: [role('editor'), role('hr')], links: next }], 2],
  ['nothing but a next page', [{ data: [], links: next }], 0],
] as const)('a list of roles ends at %s', async (_, pages, count) => {
  expect(await rolesOf(pages).roles.count(signal)).toBe(count);
});

test('a list of roles is read to its end', async () => {
  const { roles, calls } = rolesOf([
    { data: [role('editor')], links: next },
    { data: [role('hr')], links: {} },
  ]);
  expect(await roles.count(signal)).toBe(2);
  expect(calls.map(({ query }) => query?.['page[offset]'])).toEqual([0, 50]);
});
