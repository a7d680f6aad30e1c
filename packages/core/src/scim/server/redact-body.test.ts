import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { redactBody } from './redact-body.js';

const urn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const rows: [where: string, body: Json][] = [
  ['a resource', { userName: 'a', password: 'S3cret!' }],
  ['a resource, in another case', { Password: 'S3cret!' }],
  ['an attribute with its schema', { [`${urn}:password`]: 'S3cret!' }],
  ['an operation by path', { Operations: [{ op: 'replace', path: 'password', value: 'S3cret!' }] }],
  ['an operation by full path', { Operations: [{ op: 'replace', path: `${urn}:Password`, Value: 'S3cret!' }] }],
  ['an operation without a path', { Operations: [{ op: 'add', value: { password: 'S3cret!' } }] }],
  ['an operation of a bulk request', { Operations: [{ method: 'POST', data: { password: ['S3cret!'] } }] }],
];
test.each(rows)('a password in %s does not reach the log', (_where, body) => {
  expect(JSON.stringify(redactBody(body))).not.toContain('S3cret');
});

test('everything else stays as it was', () => {
  const body = {
    userName: 'password',
    active: false,
    emails: [{ value: 'a@example.com', primary: true }],
    title: null,
  };
  expect(redactBody(body)).toEqual(body);
});
