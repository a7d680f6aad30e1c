import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../scim/json.js';
import type { AttributeRule } from './attribute-rule.js';
import { difference } from './difference.js';
import { evaluateRules } from './evaluate-rules.js';
import { toRemoteFields } from './map-resource.js';
import type { MappedResource } from './to-document.js';

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
    expect(toRemoteFields(ann, [rule], create)).toEqual({ missing: [], altered: [], failed: [], ...expected });
  });

  test('what belongs to the create alone is not sent later, nor missed', () => {
    const rules: readonly AttributeRule[] = [
      { remote: 'login', scim: 'nickName', when: 'create', required: true },
      { remote: 'first', scim: 'name.givenName' },
    ];
    expect(toRemoteFields(ann, rules, create).missing).toEqual(['login']);
    expect(toRemoteFields(ann, rules, update)).toEqual({
      fields: { first: 'Ann' },
      missing: [],
      altered: [],
      failed: [],
    });
  });
});

describe('what an expression sends', () => {
  const text = { toRemote: (value: unknown) => (value as string).toLowerCase(), toScim: String };
  const rows: readonly [string, Omit<AttributeRule, 'remote'>, object][] = [
    ['what it gives', { expression: 'name.givenName & "!"' }, { fields: { x: 'Ann!' }, altered: ['x'] }],
    [
      'what it gives, converted for the vendor',
      { expression: 'name.givenName & "!"', convert: text },
      { fields: { x: 'ann!' }, altered: ['x'] },
    ],
    [
      'what the resource itself says: no alteration',
      { expression: 'userName', scim: 'userName' },
      { fields: { x: 'Ann.O’Neil' } },
    ],
    [
      'the same without saying so: an alteration',
      { expression: 'userName' },
      { fields: { x: 'Ann.O’Neil' }, altered: ['x'] },
    ],
    ['nothing for nothing', { expression: 'title' }, { fields: {} }],
    ['nothing for null', { expression: 'null' }, { fields: {} }],
    ['nothing for an empty text', { expression: '""' }, { fields: {} }],
    ['nothing for an empty list', { expression: '[]' }, { fields: {} }],
    ['false for false', { expression: 'active' }, { fields: { x: false }, altered: ['x'] }],
    ['the default for nothing', { expression: 'title', default: '-' }, { fields: { x: '-' }, altered: ['x'] }],
    [
      'nothing where it is demanded, which is said',
      { expression: 'title', required: true },
      { fields: {}, missing: ['x'] },
    ],
    [
      'no default where it fails, which is said with the name of the rule',
      { expression: '$error("no badge")', default: '-', required: true },
      { fields: {}, failed: [{ remote: 'x', message: expect.stringMatching(/^the rule for "x": .*no badge\.$/) }] },
    ],
    [
      'nothing where the vendor cannot convert what it gives, which is said',
      { expression: '42', convert: text },
      { fields: {}, failed: [{ remote: 'x', message: expect.stringMatching(/^the rule for "x": .*toLowerCase/) }] },
    ],
    [
      'groups, where it names them',
      { expression: '$join(groups.display, ", ")' },
      { fields: { x: 'Staff, Board' }, altered: ['x'] },
    ],
    [
      'nothing of groups that it does not name',
      { expression: '$count($keys($))' },
      { fields: { x: 6 }, altered: ['x'] },
    ],
    ['nothing for what is only read', { expression: 'userName', flow: 'read' }, { fields: {} }],
  ];
  test.each(rows)('%s', async (_, part, expected) => {
    const rule = { remote: 'x', ...part };
    const groups = [{ display: 'Staff' }, { display: 'Board' }];
    const evaluation = await evaluateRules(ann, [rule], groups);
    expect(toRemoteFields(ann, [rule], { ...create, evaluation })).toEqual({
      missing: [],
      altered: [],
      failed: [],
      ...expected,
    });
  });

  test.each(['title', 'null', '""', '[]', 'emails[type="fax"].value'])(
    '%s clears what stood there before',
    async (expression) => {
      const rules = [{ remote: 'x', expression }];
      const { fields } = toRemoteFields(ann, rules, { ...update, evaluation: await evaluateRules(ann, rules) });
      expect(difference(fields, { x: 'old' }, rules)).toEqual({ set: {}, cleared: ['x'], added: {}, removed: {} });
      expect(difference(fields, {}, rules)).toEqual({ set: {}, cleared: [], added: {}, removed: {} });
    },
  );
});

const expressions = [
  'userName',
  '$uppercase(title)',
  'emails.value',
  '$number(title)',
  'name.givenName & "."',
  '**',
  '$sum(*)',
];
const rules: readonly AttributeRule[] = [
  ...expressions.map((expression, index) => ({ remote: `e${index}`, expression })),
  { remote: 'mail', scim: ['emails[primary eq true].value', 'emails.value'] },
  { remote: 'name', scim: 'name.givenName', default: '-' },
  { remote: 'title', scim: 'title', convert: { toRemote: (value) => (value as string).trim(), toScim: String } },
];
const attributes = fc.dictionary(
  fc.oneof(fc.constantFrom('userName', 'title', 'emails', 'name', 'active', 'groups'), fc.string()),
  fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constant([{ value: 'a@x.org', primary: true }]),
    fc.constant({ givenName: 'A' }),
  ),
);

test('no resource, whatever it holds, makes mapping throw, and the same comes out twice', async () => {
  await fc.assert(
    fc.asyncProperty(attributes, async (given) => {
      const resource: MappedResource = { id: '1', type: 'User', attributes: given as Record<string, Json> };
      const once = toRemoteFields(resource, rules, { ...create, evaluation: await evaluateRules(resource, rules) });
      const again = toRemoteFields(resource, rules, { ...create, evaluation: await evaluateRules(resource, rules) });
      expect(again).toEqual(once);
      for (const { remote, message } of once.failed) {
        expect(message).toContain(`the rule for "${remote}": `);
        expect(once.fields).not.toHaveProperty([remote]);
      }
    }),
  );
});
