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
    { address: '192.0.2.7', tokenId: '0123456789abcdef', quirks: ['null-emails'], ignored: ['shoeSize'] },
    [
      '2026-01-02T00:00:00.000Z  GET     /Users  200  1.5 ms  from 192.0.2.7  token 0123456789abcdef  quirks: null-emails  ignored: shoeSize',
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
])('a request is shown %s', (_case, more, lines) => {
  expect(describeRequest({ ...request, ...more }, colors, false)).toEqual(lines);
});
