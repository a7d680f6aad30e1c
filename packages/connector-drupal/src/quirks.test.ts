import type { HttpRequest } from '@linkspan/core';
import { expect, test } from 'vitest';
import { quirks } from './quirks.js';

function change(name: string, request: HttpRequest): HttpRequest | undefined {
  const found = quirks.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no quirk ${name}`);
  return found.request?.(request);
}

const users = '/jsonapi/user/user';
const user = (attributes: object) => ({ data: { type: 'user--user', attributes } });

test('what goes to JSON:API has its media type, what goes elsewhere does not', () => {
  const create: HttpRequest = { method: 'POST', path: `/sub${users}`, json: user({}) };
  expect(change('json-api-media-type', create)?.headers).toEqual({ 'content-type': 'application/vnd.api+json' });
  const other: HttpRequest = { method: 'POST', path: '/linkspan/v1/flush', json: {} };
  const read: HttpRequest = { method: 'GET', path: users };
  expect([change('json-api-media-type', other), change('json-api-media-type', read)]).toEqual([other, read]);
});

test('a change repeats the uuid of its address', () => {
  const patch: HttpRequest = { method: 'PATCH', path: `${users}/u-1`, json: user({ name: 'a' }) };
  expect(change('id-is-repeated', patch)?.json).toEqual({ data: { ...user({ name: 'a' }).data, id: 'u-1' } });
});

test('an e-mail is looked for by what it contains, a name as it is', () => {
  const find = (query: HttpRequest['query']): HttpRequest => ({ method: 'GET', path: users, ...(query && { query }) });
  expect(change('mail-knows-case', find({ 'filter[mail]': 'A@x.example', sort: 'uid' }))?.query).toEqual({
    sort: 'uid',
    'filter[m][path]': 'mail',
    'filter[m][operator]': 'CONTAINS',
    'filter[m][value]': 'A@x.example',
  });
  const byName = find({ 'filter[name]': 'anna' });
  expect(change('mail-knows-case', byName)).toBe(byName);
});

test('each has a reason', () => {
  expect(quirks.filter(({ reason }) => reason.length < 40)).toEqual([]);
});
