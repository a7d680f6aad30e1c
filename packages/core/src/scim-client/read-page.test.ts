import { expect, test } from 'vitest';
import type { HttpResponse } from '../connector/http-client.js';
import type { Json } from '../scim/json.js';
import type { ScimApi, ScimCall } from './create-scim-api.js';
import { readPage } from './read-page.js';
import { defaultTraits } from './scim-traits.js';
import { toConnectorError } from './to-connector-error.js';

const signal = new AbortController().signal;
const listed = { endpoint: '/Users', to: 'list users' };

/** A server that answers with these bodies, one after the other. */
function answering(...bodies: readonly Json[]): { readonly api: ScimApi; readonly calls: ScimCall[] } {
  const calls: ScimCall[] = [];
  const send = async (call: ScimCall): Promise<HttpResponse> => {
    const json = bodies[calls.length] ?? null;
    calls.push(call);
    const status = Number((json as { readonly status?: string } | null)?.status ?? 200);
    return { status, headers: {}, text: JSON.stringify(json), json };
  };
  const refusal = (_: ScimCall, response: HttpResponse) =>
    toConnectorError('scim', response, { to: 'list users', write: false, about: 'endpoint' });
  return { api: { name: 'scim', traits: { ...defaultTraits, pageSize: 2 }, send, call: send, refusal }, calls };
}

const users = (...ids: readonly string[]) => ids.map((id) => ({ id }));

test.each<[string, Json]>([
  ['nothing', null],
  ['another object', { ok: true }],
  ['a list without ids', { totalResults: 1, Resources: [{ userName: 'anna' }] }],
])('%s is no list, and never an empty one', async (_, body) => {
  await expect(readPage(answering(body).api, listed, undefined, false, signal)).rejects.toMatchObject({
    kind: 'unavailable',
  });
});

test.each<[string, Json, boolean]>([
  ['an empty list', { totalResults: 0 }, true],
  ['a total as a text', { totalResults: '2', Resources: users('1', '2') }, true],
  ['more than are shown', { totalResults: 5, Resources: [] }, false],
])('%s is complete: %j', async (_, body, complete) => {
  const page = await readPage(answering(body).api, listed, undefined, false, signal);
  expect([page.complete, page.next]).toEqual([complete, undefined]);
});

test('without a total it goes on until a page is short', async () => {
  const { api } = answering({ Resources: users('1', '2') }, { Resources: users('2', '3') }, { Resources: users('3') });
  const first = await readPage(api, listed, undefined, false, signal);
  const second = await readPage(api, listed, first.next, false, signal);
  const third = await readPage(api, listed, second.next, false, signal);
  expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([['1', '2'], ['3'], []]);
  expect([third.next, third.complete]).toEqual([undefined, true]);
});

test('a server that shows the same page again is found out', async () => {
  const same = { totalResults: 4, Resources: users('1', '2') };
  const { api } = answering(same, same);
  const { next } = await readPage(api, listed, undefined, false, signal);
  expect(await readPage(api, listed, next, false, signal)).toEqual({ items: [], complete: false });
});

test('a cursor that the server has forgotten is no empty page', async () => {
  const { api } = answering(
    { Resources: users('1'), nextCursor: 'abc' },
    { status: '400', scimType: 'expiredCursor', schemas: [] },
  );
  const { next } = await readPage(api, listed, undefined, true, signal);
  await expect(readPage(api, listed, next, false, signal)).rejects.toMatchObject({ kind: 'unavailable' });
});

test('a walk that began by cursor goes on so, whatever the server says by then', async () => {
  const { api, calls } = answering({ Resources: users('1'), nextCursor: 'abc' }, { Resources: users('2') });
  const { next } = await readPage(api, listed, undefined, true, signal);
  await readPage(api, listed, next, false, signal);
  expect(calls.map(({ query }) => query)).toEqual([
    { cursor: '', count: 2 },
    { cursor: 'abc', count: 2 },
  ]);
});

test('a cursor that is none of ours is refused in our words', async () => {
  await expect(readPage(answering().api, listed, 'page 2', false, signal)).rejects.toThrow(/none of ours/);
});
