import { describe, expect, it } from 'vitest';
import { redactQuery, redactText } from './redact-text.js';

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('a logged body', () => {
  it.each([
    ['a password', '{"userName":"ada","password":"hunter2"}', '{"userName":"ada","password":"[redacted]"}'],
    [
      'one that is spelled otherwise',
      '{"Password":"hunter2","pass\\u0077ord":"hunter2"}',
      '{"Password":"[redacted]","password":"[redacted]"}',
    ],
    [
      'a PATCH of one',
      '{"Operations":[{"op":"replace","path":"password","value":"hunter2"},{"op":"replace","path":"title","value":"Dr"}]}',
      '{"Operations":[{"op":"replace","path":"password","value":"[redacted]"},{"op":"replace","path":"title","value":"Dr"}]}',
    ],
    [
      'a PATCH without a path',
      '{"Operations":[{"op":"add","value":{"password":"hunter2"}}]}',
      '{"Operations":[{"op":"add","value":{"password":"[redacted]"}}]}',
    ],
    [
      'a PATCH in another case',
      '{"operations":[{"OP":"replace","PATH":"password","VALUE":"hunter2"}]}',
      '{"operations":[{"OP":"replace","PATH":"password","VALUE":"[redacted]"}]}',
    ],
    [
      'a PATCH of an attribute with its schema',
      '{"Operations":[{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:Password","value":"hunter2"}]}',
      '{"Operations":[{"op":"add","path":"urn:ietf:params:scim:schemas:core:2.0:User:Password","value":"[redacted]"}]}',
    ],
    [
      'an attribute with its schema',
      '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"hunter2"}',
      '{"urn:ietf:params:scim:schemas:core:2.0:User:password":"[redacted]"}',
    ],
    [
      'a bulk request',
      '{"Operations":[{"method":"POST","data":{"password":["hunter2"]}}]}',
      '{"Operations":[{"method":"POST","data":{"password":"[redacted]"}}]}',
    ],
    ['a token', '{"apiToken":{"value":"hunter2"}}', '{"apiToken":"[redacted]"}'],
    ['nothing secret', '{"title":"Secretary of State"}', '{"title":"Secretary of State"}'],
    ['no JSON', 'hello', 'hello'],
  ])('with %s', (_case, text, logged) => {
    expect(redactText(text)).toBe(logged);
  });

  it.each([
    ['broken off', '{"password":"hunter2'],
    ['nested too deep to be taken apart', `{"password":"hunter2","a":${deep(100_000)}}`],
    ['broken off, its key spelled otherwise', '{"pass\\u0077ord":"hunter2'],
    ['broken off, with another secret', '{"passphrase" : "hunter2'],
    ['too large to take apart', `{"password":"hunter2","members":[${'"x",'.repeat(100_000)}"x"]}`],
  ])('that is %s and names a password is left out whole', (_case, text) => {
    expect(redactText(text)).toBe(`[${text.length} characters, left out because they may hold a secret]`);
  });

  it.each([
    ['nested too deep', deep(100_000)],
    ['broken off', '{"title":"Secretary of State'],
    ['a flood of secrets that are none', 'secret'.repeat(900)],
  ])('that is %s and names no secret is shown', (_case, text) => {
    expect(redactText(text).slice(0, 20)).toBe(text.slice(0, 20));
  });

  it('of nothing but names of secrets is left out in no time', () => {
    const text = `["${'secret'.repeat(2_000_000)}"`;
    const started = performance.now();
    expect(redactText(text)).toContain('left out');
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('has no character that PostgreSQL does not keep', () => {
    expect(redactText('a\0b')).toBe('a\ufffdb');
  });

  it('is cut at 8 KB', () => {
    expect(redactText('x'.repeat(10_000))).toBe(`${'x'.repeat(8_192)}… [1808 more characters]`);
  });
});

it.each([
  ['filter=userName%20eq%20%22ada%22', 'filter=userName%20eq%20%22ada%22'],
  ['filter=password%20eq%20%22hunter2%22', '[redacted]'],
  ['filter=%70assword%20eq%20%22hunter2%22', '[redacted]'],
  ['filter=100%', 'filter=100%'],
])('a logged query: %s', (query, logged) => {
  expect(redactQuery(query)).toBe(logged);
});
