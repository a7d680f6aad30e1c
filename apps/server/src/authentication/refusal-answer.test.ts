import { expect, it } from 'vitest';
import type { Refusal } from './authenticate.js';
import { refusalAnswer } from './refusal-answer.js';

const basic = 'Bearer, Basic realm="SCIM", charset="UTF-8"';

it.each<[Partial<Refusal>, Record<string, string | undefined>, RegExp]>([
  [{ status: 401 }, { 'WWW-Authenticate': 'Bearer' }, /^The token was refused\. /],
  [{ status: 401, challenge: basic }, { 'WWW-Authenticate': basic }, /^The user name, the password or the token/],
  [{ status: 403 }, {}, /^Requests are not accepted from this address\.$/],
  [{ status: 429, retryAfter: 7 }, { 'Retry-After': '7' }, /^Too many requests\. /],
  [{ status: 503, retryAfter: 10 }, { 'Retry-After': '10' }, /^The server cannot check these credentials/],
])('%j is answered without saying why', (refusal, headers, detail) => {
  const refused = 'token 5f0c9e1d2b3a4c58 expired';
  const answer = refusalAnswer({ status: 401, challenge: 'Bearer', refused, ...refusal });
  expect(answer.headers).toEqual({ 'Content-Type': 'application/scim+json', ...headers });
  const status = String(answer.status);
  expect(JSON.parse(String(answer.body))).toMatchObject({ status, detail: expect.stringMatching(detail) });
  expect(answer.body).not.toContain('expired');
});
