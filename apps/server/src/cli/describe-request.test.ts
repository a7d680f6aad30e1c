import { createColors } from 'picocolors';
import { expect, it } from 'vitest';
import { describeRequest } from './describe-request.js';

const colors = createColors(false);
const request = {
  seq: 1,
  at: Date.UTC(2026, 0, 2),
  client: 'idp',
  requestId: 'request-1',
  method: 'GET',
  path: '/Users',
  headers: {},
  status: 200,
  milliseconds: 1.5,
  quirks: [],
  ignored: [],
};

it.each([
  ['', {}, ['2026-01-02T00:00:00.000Z  GET     /Users  200  1.5 ms']],
  [
    'with its peer and token',
    {
      address: '192.0.2.7',
      tokenId: '0123456789abcdef',
      quirks: ['null-emails'],
      tolerated: ['op-case'],
      ignored: ['shoeSize'],
    },
    [
      '2026-01-02T00:00:00.000Z  GET     /Users  200  1.5 ms  from 192.0.2.7  token 0123456789abcdef  quirks: null-emails  tolerated: op-case  ignored: shoeSize',
    ],
  ],
  [
    'with what was decided, by which path, and what was left out before it',
    { decision: 'read', notes: ['filter: scan'], skipped: 9 },
    ['    9 reads not kept', '2026-01-02T00:00:00.000Z  GET     /Users  200  read  1.5 ms  filter: scan'],
  ],
  [
    'that was refused with its bodies, as text and nothing but text',
    { status: 401, headers: { 'user-agent': 'okta\u009b2J' }, body: '{\n"\u001b]0;x\u0007":1}', answer: 'no' },
    [
      '2026-01-02T00:00:00.000Z  GET     /Users  401  1.5 ms',
      '    request-1  okta\\u009b2J',
      '    > {\n      "\\u001b]0;x\\u0007":1}',
      '    < no',
    ],
  ],
  [
    'with the reason why its sender was not let in, which forges no line',
    { status: 401, refused: 'the client certificate is of "CN=\u001b[2J"' },
    [
      '2026-01-02T00:00:00.000Z  GET     /Users  401  1.5 ms',
      '    refused: the client certificate is of "CN=\\u001b[2J"',
      '    request-1',
    ],
  ],
])('a request is shown %s', (_case, more, lines) => {
  expect(describeRequest({ ...request, ...more }, colors, false)).toEqual(lines);
});
