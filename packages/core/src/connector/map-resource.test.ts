import { describe, expect, test } from 'vitest';
import type { AttributeRule } from './attribute-rule.js';
import { toRemoteFields, toScimValues } from './map-resource.js';
import type { MappedResource } from './read-path.js';

const ann: MappedResource = {
  id: '42',
  type: 'User',
  externalId: 'jc-1',
  attributes: {
    userName: 'Ann.O’Neil',
    name: { givenName: 'Ann', familyName: '' },
    active: false,
    emails: [
      { value: 'home@x.org', type: 'home' },
      { value: 'work@x.org', type: 'work', primary: true },
    ],
  },
};
const create = { purpose: 'create' } as const;
const update = { purpose: 'update' } as const;

describe('what is sent', () => {
  const upper = { toRemote: (value: unknown) => String(value).toUpperCase(), toScim: String };
  const ascii = { toRemote: (value: unknown) => String(value).replaceAll('’', ''), toScim: String };
  const nothing = { toRemote: () => undefined, toScim: String };
  const rows: readonly [string, AttributeRule, object][] = [
    ['a value', { remote: 'mail', scim: 'emails.value' }, { fields: { mail: 'work@x.org' } }],
    ['a value of false', { remote: 'on', scim: 'active' }, { fields: { on: false } }],
    [
      'the first path that has a value',
      { remote: 'last', scim: ['name.familyName', 'name.givenName'] },
      { fields: { last: 'Ann' } },
    ],
    ['nothing, where there is nothing', { remote: 'last', scim: 'name.familyName' }, { fields: {} }],
    [
      'the default, where there is nothing',
      { remote: 'last', scim: 'name.familyName', default: '-' },
      { fields: { last: '-' }, altered: ['last'] },
    ],
    [
      'the default, where the vendor cannot take the value',
      { remote: 'last', scim: 'userName', default: '-', convert: nothing },
      { fields: { last: '-' }, altered: ['last'] },
    ],
    [
      'a constant, whatever the person has',
      { remote: 'lang', constant: 'fr' },
      { fields: { lang: 'fr' }, altered: ['lang'] },
    ],
    [
      'a converted value; case alone is no alteration',
      { remote: 'login', scim: 'userName', convert: upper },
      { fields: { login: 'ANN.O’NEIL' } },
    ],
    [
      'an altered value, said to be one',
      { remote: 'login', scim: 'userName', convert: ascii },
      { fields: { login: 'Ann.ONeil' }, altered: ['login'] },
    ],
    [
      'nothing for a required field, which is said',
      { remote: 'nick', scim: 'nickName', required: true },
      { fields: {}, missing: ['nick'] },
    ],
    ['nothing for what is only read', { remote: 'id', scim: 'id', flow: 'read' }, { fields: {} }],
  ];
  test.each(rows)('%s', (_, rule, expected) => {
    expect(toRemoteFields(ann, [rule], create)).toEqual({ missing: [], altered: [], ...expected });
  });

  test('what belongs to the create alone is not sent later, nor missed', () => {
    const rules: readonly AttributeRule[] = [
      { remote: 'login', scim: 'nickName', when: 'create', required: true },
      { remote: 'first', scim: 'name.givenName' },
    ];
    expect(toRemoteFields(ann, rules, create).missing).toEqual(['login']);
    expect(toRemoteFields(ann, rules, update)).toEqual({ fields: { first: 'Ann' }, missing: [], altered: [] });
  });
});

test('what comes back goes by the first path of the rules that read', () => {
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
  expect(toScimValues(account, rules)).toEqual({ 'emails.value': 'a@x.org', locale: 'en-US' });
});
