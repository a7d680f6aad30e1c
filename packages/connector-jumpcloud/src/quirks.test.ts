import type { Json, ParsedRequest } from '@linkspan/core';
import { expect, test } from 'vitest';
import { keptExternalId, nullEmails } from './quirks.js';

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

test('a quirk that changes nothing gives the very same request back, so that the log does not name it', () => {
  const sent = request('PUT', '/Users/1', { emails: [], externalId: '66e2' });
  expect(nullEmails.request?.(sent)).toBe(sent);
  expect(keptExternalId.request?.(sent)).toBe(sent);
});

test('both apply to one PUT', () => {
  const sent = request('PUT', '/Users/1', { emails: null });
  expect(keptExternalId.request?.(nullEmails.request?.(sent) ?? sent).preserve).toEqual(['emails', 'externalId']);
});
