import type { HttpRequest, HttpResponse, Json } from '@linkspan/core';
import { expect, test } from 'vitest';
import { quirks } from './quirks.js';

function quirk(name: string) {
  const found = quirks.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no quirk ${name}`);
  return found;
}

const users: HttpRequest = { method: 'GET', path: '/wp-json/wp/v2/users' };
const plainUser: HttpRequest = { method: 'DELETE', path: '/index.php', query: { rest_route: '/wp/v2/users/7' } };
const answer = (status: number, json: Json): HttpResponse => ({
  status,
  headers: {},
  text: JSON.stringify(json),
  json,
});

test('reads of users are made in the edit context, others stay as they are', () => {
  const { request } = quirk('visitors-may-read');
  const index: HttpRequest = { method: 'GET', path: '/wp-json/' };
  expect(request?.(users).query).toEqual({ context: 'edit' });
  expect(request?.(index)).toBe(index);
});

test('a duplicate becomes a 409, other server errors stay', () => {
  const { response } = quirk('duplicate-is-500');
  const other = answer(500, { code: 'internal_server_error' });
  expect(response?.(answer(500, { code: 'existing_user_email' }), users).status).toBe(409);
  expect(response?.(other, users)).toBe(other);
});

test('null never leaves', () => {
  const { request } = quirk('null-erases');
  const write: HttpRequest = { ...users, method: 'PUT', json: { email: null, name: 'Anna' } };
  expect(request?.(write).json).toEqual({ name: 'Anna' });
});

test('names are decoded, in lists too, and other fields left alone', () => {
  const { response } = quirk('entities-in-text');
  const shown = [{ name: 'Tom &amp; Jerry', slug: 'a&amp;b', roles: ['x'] }];
  expect(response?.(answer(200, shown), users).json).toEqual([{ name: 'Tom & Jerry', slug: 'a&amp;b', roles: ['x'] }]);
});

test('deletions of users are forced, those of their application passwords are not', () => {
  const { request } = quirk('users-have-no-trash');
  expect(request?.(plainUser).query).toEqual({ rest_route: '/wp/v2/users/7', force: true });
  const passwords: HttpRequest = { method: 'DELETE', path: '/wp-json/wp/v2/users/7/application-passwords' };
  expect(request?.(passwords)).toBe(passwords);
});

test('each has a reason', () => {
  expect(quirks.filter(({ reason }) => reason.length < 40)).toEqual([]);
});
