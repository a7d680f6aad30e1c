import { expect, test } from 'vitest';
import type { AttributeRule } from './attribute-rule.js';
import { toScimValues } from './to-scim-values.js';

test('what comes back goes by the first path of the rules that read', async () => {
  const rules: readonly AttributeRule[] = [
    { remote: 'mail', scim: ['emails.value', 'userName'], flow: 'both' },
    {
      remote: 'locale',
      scim: 'locale',
      flow: 'read',
      convert: { toRemote: String, toScim: (value) => String(value).replace('_', '-') },
    },
    { remote: 'first', scim: 'name.givenName' },
    { remote: 'unread', scim: 'nickName', flow: 'read' },
  ];
  const account = { id: '7', identity: '7', fields: { mail: 'a@x.org', locale: 'en_US', first: 'Ann' } };
  expect(await toScimValues(account, rules)).toEqual({
    values: { 'emails.value': 'a@x.org', locale: 'en-US' },
    failed: [],
  });
});

const account = { id: '7', identity: '7', fields: { description: 'Dr. Ann', nick: '', level: 3 } };
const rows: readonly [string, AttributeRule, object][] = [
  [
    'what it gives',
    { remote: 'description', scim: 'title', back: '$substringBefore($value, ".")' },
    { values: { title: 'Dr' } },
  ],
  ['from another field', { remote: 'nick', scim: 'title', back: '"Level " & level' }, { values: { title: 'Level 3' } }],
  ['nothing, where it says nothing', { remote: 'nick', scim: 'title', back: 'unknown' }, { values: {} }],
  [
    'no value, where it says null',
    { remote: 'nick', scim: 'title', back: '$value = "" ? null : $value' },
    { values: { title: null } },
  ],
  ['nothing of a field that could not be read', { remote: 'gone', scim: 'title', back: '"x"' }, { values: {} }],
  [
    'nothing where it fails, which is said',
    { remote: 'description', scim: 'title', back: '$number($value)' },
    {
      values: {},
      failed: [
        { remote: 'description', message: expect.stringMatching(/^the rule for "description": .*Unable to cast/) },
      ],
    },
  ],
  [
    'nothing where the vendor cannot convert it, which is said',
    { remote: 'level', scim: 'title', convert: { toRemote: String, toScim: (value) => (value as string).trim() } },
    { values: {}, failed: [{ remote: 'level', message: expect.stringMatching(/^the rule for "level": .*trim/) }] },
  ],
];
test.each(rows)('back gives %s', async (_, rule, expected) => {
  expect(await toScimValues(account, [{ ...rule, flow: 'both' }])).toEqual({ failed: [], ...expected });
});
