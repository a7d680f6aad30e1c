import { expect, test } from 'vitest';
import type { AttributeRule } from './attribute-rule.js';
import { effectiveRules, type RuleOverride } from './effective-rules.js';

const convert = { toRemote: String, toScim: String };
const same = () => true;
const login: AttributeRule = {
  remote: 'login',
  scim: 'userName',
  when: 'create',
  required: true,
  correlates: 'ask',
  convert,
  same,
};
const lang: AttributeRule = { remote: 'lang', scim: 'locale', default: 'en' };

const rows: readonly [string, readonly RuleOverride[], readonly AttributeRule[]][] = [
  ['nothing: the defaults stay', [], [login, lang]],
  [
    'another source keeps what the vendor demands',
    [{ remote: 'login', scim: 'externalId' }],
    [{ ...login, scim: 'externalId' }, lang],
  ],
  [
    'another source drops the old default',
    [{ remote: 'lang', scim: 'preferredLanguage' }],
    [login, { remote: 'lang', scim: 'preferredLanguage' }],
  ],
  [
    'a constant takes the place of the source',
    [{ remote: 'lang', constant: 'fr' }],
    [login, { remote: 'lang', constant: 'fr' }],
  ],
  [
    'an expression takes the place of the source, and goes through what the vendor demands',
    [{ remote: 'login', expression: '$lowercase(userName)' }],
    [
      {
        remote: 'login',
        when: 'create',
        required: true,
        correlates: 'ask',
        convert,
        same,
        expression: '$lowercase(userName)',
      },
      lang,
    ],
  ],
  [
    'another source takes the place of an expression and its way back',
    [
      { remote: 'lang', expression: 'locale', scim: 'locale', back: '$value' },
      { remote: 'lang', scim: 'title' },
    ],
    [login, { remote: 'lang', scim: 'title' }],
  ],
  [
    'a way back makes the rule go both ways and keeps the source',
    [{ remote: 'lang', back: '$lowercase($value)' }],
    [login, { ...lang, back: '$lowercase($value)', flow: 'both' }],
  ],
  ['another default keeps the source', [{ remote: 'lang', default: 'fr' }], [login, { ...lang, default: 'fr' }]],
  [
    'what is overridden is overridden',
    [{ remote: 'login', required: false, when: 'always' }],
    [{ ...login, required: false, when: 'always' }, lang],
  ],
  ['a new rule comes last', [{ remote: 'bio', scim: 'title' }], [login, lang, { remote: 'bio', scim: 'title' }]],
  ['a dropped rule goes', [{ remote: 'lang', drop: true }], [login]],
  ['drop: false drops nothing', [{ remote: 'lang', default: 'fr', drop: false }], [login, { ...lang, default: 'fr' }]],
];
test.each(rows)('%s', (_, overrides, expected) => {
  expect(effectiveRules([login, lang], overrides)).toEqual(expected);
});
