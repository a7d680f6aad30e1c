import { expect, test } from 'vitest';
import { kindOfRequest } from './kind-of-request.js';

test.each([
  ['GET', '/Users?filter=userName%20eq%20%22a/b%22', 200, 'GET Users'],
  ['POST', '/Users', 409, 'POST Users'],
  ['PUT', '//Users//42/', 200, 'PUT Users/id'],
  ['DELETE', '/Groups/42', 404, 'DELETE Groups/id'],
  ['GET', '/', 404, 'GET other'],
  ['GET', '/wp-login.php/x', 404, 'GET other/id'],
  ['GET', '/Users', 401, 'refused'],
  ['PUT', '/anything', 401, 'refused'],
])('%s %s, answered %i, is %s', (method, path, status, kind) => {
  expect(kindOfRequest({ method, path, status })).toBe(kind);
});

test('whoever was not let in is counted as one kind, whatever was asked', () => {
  expect(kindOfRequest({ method: 'GET', path: '/Users', status: 403, refused: 'the address is not allowed' })).toBe(
    'refused',
  );
});
