import { expect, test } from 'vitest';
import type { HttpResponse } from '../connector/http-client.js';
import type { Json } from '../scim/json.js';
import { type Attempted, toConnectorError } from './to-connector-error.js';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:Error'];
const change: Attempted = { to: 'change a user', write: true, about: 'resource' };

function answer(status: number, body: Json | undefined, headers = {}): HttpResponse {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return { status, headers, text, json: typeof body === 'string' ? undefined : body };
}

const scim = (status: number, scimType?: string, detail = 'No.') =>
  answer(status, { schemas, status: String(status), detail, ...(scimType !== undefined && { scimType }) });

test.each<[string, HttpResponse, string, string | undefined]>([
  ['a taken name', scim(409, 'uniqueness', 'userName is taken'), 'conflict', 'userName'],
  ['a taken name, as a 400', scim(400, 'uniqueness', 'The externalid exists'), 'conflict', 'externalid'],
  ['a value', scim(400, 'invalidValue', 'emails is wrong'), 'invalid', 'emails'],
  ['what cannot be changed', scim(400, 'mutability'), 'unsupported', undefined],
  ['a missing right', scim(403), 'unsupported', undefined],
  ['who is gone', scim(404), 'not-found', undefined],
  ['who is gone, without a word', answer(404, undefined), 'not-found', undefined],
  ['who is gone, in a framework’s words', answer(404, { detail: 'Not found.' }), 'not-found', undefined],
  ['who is gone for good', scim(410), 'not-found', undefined],
  ['a method that is not there', answer(405, undefined), 'unsupported', undefined],
  ['somebody who was faster', scim(412), 'unavailable', undefined],
  ['a refusal in words of its own', answer(400, { message: 'bad' }), 'invalid', undefined],
  ['a mistake there', scim(500), 'unavailable', undefined],
  ['a 404 of a gateway', answer(404, { message: 'no route matched' }), 'unavailable', undefined],
  ['a 404 of a web server', answer(404, '<h1>Not found</h1>'), 'unavailable', undefined],
  ['a page of a firewall', answer(403, '<h1>Blocked</h1>'), 'unavailable', undefined],
  ['a redirect', answer(302, undefined, { location: 'https://new.example/scim?token=1' }), 'unavailable', undefined],
  ['wrong credentials', answer(401, '<h1>Who?</h1>'), 'auth', undefined],
])('%s', (_, response, kind, field) => {
  const error = toConnectorError('scim', response, change);
  expect([error.kind, error.field]).toEqual([kind, field]);
  expect(error.message).toMatch(/^scim: /);
  expect(error.message).not.toContain('token=1');
});

test('an endpoint that is not there says nothing about anybody', () => {
  const { kind, message } = toConnectorError('scim', scim(404), { to: 'list users', write: false, about: 'endpoint' });
  expect(kind).toBe('unsupported');
  expect(message).toContain('base URL');
});

test.each([
  [scim(500), true, true],
  [scim(500), false, false],
  [answer(200, '<h1>Hello</h1>'), true, true],
  [answer(404, '<h1>Not found</h1>'), true, false],
  [scim(412), true, false],
])('whether a write may have been done: %o', (response, write, expected) => {
  expect(toConnectorError('scim', response, { ...change, write }).outcomeUnknown).toBe(expected);
});

test('a long text of the server is cut', () => {
  expect(toConnectorError('scim', scim(400, undefined, 'x'.repeat(5_000)), change).message.length).toBeLessThan(500);
});
