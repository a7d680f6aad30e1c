import { createMemoryStore, createScimServer, type Json, type ParsedRequest } from '@linkspan/core';
import { expect, test } from 'vitest';
import { keptExternalId, nullEmails, nullMembers, quirks } from './quirks.js';

function request(method: string, path: string, body: Json): ParsedRequest {
  return { method, path, query: new URLSearchParams(), headers: {}, requestId: 'r', body };
}

const emails: [what: string, request: ParsedRequest, preserve: readonly string[] | undefined][] = [
  ['null in a PUT keeps the addresses', request('PUT', '/Users/1', { emails: null }), ['emails']],
  ['the same behind a doubled slash', request('PUT', '//Users/1', { emails: null }), ['emails']],
  ['an empty list clears them', request('PUT', '/Users/1', { emails: [] }), undefined],
  ['leaving them out clears them, as in every PUT', request('PUT', '/Users/1', {}), undefined],
  ['null in a PATCH is not touched', request('PATCH', '/Users/1', { emails: null }), undefined],
  ['a group has no addresses', request('PUT', '/Groups/1', { emails: null }), undefined],
  ['a body that is no resource is not touched', request('PUT', '/Users/1', []), undefined],
];
test.each(emails)('e-mails: %s', (_what, sent, preserve) => {
  expect(nullEmails.request?.(sent).preserve).toEqual(preserve);
});

const externalIds: [what: string, request: ParsedRequest, preserve: readonly string[] | undefined][] = [
  ['left out of a PUT, it stays', request('PUT', '/Users/1', { userName: 'a' }), ['externalId']],
  ['an explicit null clears it', request('PUT', '/Users/1', { externalId: null }), undefined],
  ['a value replaces it', request('PUT', '/Users/1', { externalId: '66e2' }), undefined],
];
test.each(externalIds)('externalId: %s', (_what, sent, preserve) => {
  expect(keptExternalId.request?.(sent).preserve).toEqual(preserve);
});

const members: [what: string, request: ParsedRequest, preserve: readonly string[] | undefined][] = [
  ['null in a PUT keeps them', request('PUT', '/Groups/1', { displayName: 'Staff', members: null }), ['members']],
  ['the same behind a doubled slash', request('PUT', '//Groups/1', { members: null }), ['members']],
  ['an empty list removes them', request('PUT', '/Groups/1', { members: [] }), undefined],
  ['null in a PATCH is not touched', request('PATCH', '/Groups/1', { members: null }), undefined],
  ['a person has none', request('PUT', '/Users/1', { members: null }), undefined],
];
test.each(members)('members: %s', (_what, sent, preserve) => {
  expect(nullMembers.request?.(sent).preserve).toEqual(preserve);
});

test.each([
  [null, ['1']],
  [[], []],
])('a PUT of a group with the members %j leaves %j', async (sent, left) => {
  const { resources } = createMemoryStore();
  const ids = ['1', '2'];
  const server = createScimServer({ resources, newId: () => ids.shift() ?? '' });
  const client = {
    id: 'jumpcloud',
    directory: 'main',
    baseUrl: '',
    scopes: new Set(['read', 'write'] as const),
    quirks,
  };
  const send = async (method: string, path: string, body: Json) => {
    const message = { method, path, query: new URLSearchParams(), headers: {}, requestId: 'r' };
    const answer = await server.handle({ ...message, body: JSON.stringify(body) }, client);
    return JSON.parse(String(answer.body));
  };
  await send('POST', '/Users', { userName: 'ann' });
  await send('POST', '/Groups', { displayName: 'Staff', members: [{ value: '1' }] });
  const group = await send('PUT', '/Groups/2', { displayName: 'Crew', members: sent });
  expect(group.displayName).toBe('Crew');
  expect(group.members.map(({ value }: { value: string }) => value)).toEqual(left);
});

test('a quirk that changes nothing gives the very same request back, so that the log does not name it', () => {
  const sent = request('PUT', '/Users/1', { emails: [], externalId: '66e2' });
  expect(nullEmails.request?.(sent)).toBe(sent);
  expect(keptExternalId.request?.(sent)).toBe(sent);
  expect(nullMembers.request?.(sent)).toBe(sent);
});

test('both apply to one PUT', () => {
  const sent = request('PUT', '/Users/1', { emails: null });
  expect(keptExternalId.request?.(nullEmails.request?.(sent) ?? sent).preserve).toEqual(['emails', 'externalId']);
});
