import { expect, test } from 'vitest';
import { userType } from '../scim/resource-types.js';
import type { AttributeRule } from './attribute-rule.js';
import { validateRules } from './validate-rules.js';

const rows: readonly [string, AttributeRule, RegExp | undefined][] = [
  ['a known path', { remote: 'x', scim: ['emails[primary eq true].value', 'userName'] }, undefined],
  ['a constant', { remote: 'x', constant: false }, undefined],
  ['a default alone', { remote: 'x', default: 'y' }, undefined],
  [
    'an unknown attribute',
    { remote: 'x', scim: ['userName', 'shoeSize'] },
    /rule for "x".*User has no attribute "shoeSize"/,
  ],
  ['an unknown sub-attribute', { remote: 'x', scim: 'name.nick' }, /"name\.nick"/],
  [
    'an unknown sub-attribute of a chosen value',
    { remote: 'x', scim: 'emails[type eq "work"].address' },
    /no attribute "emails/,
  ],
  ['an unknown attribute in a filter', { remote: 'x', scim: 'emails[kind eq "work"].value' }, /cannot be read.*kind/],
  ['no path at all', { remote: 'x', scim: 'emails[' }, /"emails\[" cannot be read/],
  ['two sources', { remote: 'x', scim: 'userName', constant: 1 }, /both scim and constant/],
  ['an expression', { remote: 'x', expression: 'name.givenName & "."' }, undefined],
  [
    'an expression that is none',
    { remote: 'x', expression: 'name.' },
    /rule for "x": expression cannot be used: .*end of expression/,
  ],
  [
    'an expression that differs each time',
    { remote: 'x', expression: '$now()' },
    /rule for "x": expression cannot be used: \$now/,
  ],
  ['an expression and a constant', { remote: 'x', expression: 'title', constant: 1 }, /both expression and constant/],
  ['an expression and a path', { remote: 'x', expression: 'title', scim: 'title' }, /both scim and expression/],
  ['a way back beside a path', { remote: 'x', scim: 'name.givenName', back: '$value' }, undefined],
  ['a way back beside an expression', { remote: 'x', expression: 'title', scim: 'title', back: '$value' }, undefined],
  ['a way back to a whole list', { remote: 'x', scim: 'emails', back: '[{"value": $value}]' }, undefined],
  [
    'a way back to an attribute of an extension',
    { remote: 'x', scim: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', back: '$value' },
    undefined,
  ],
  ['a way back that is none', { remote: 'x', scim: 'title', back: '$value +' }, /rule for "x": back cannot be used/],
  ['a way back to nowhere', { remote: 'x', expression: 'title', back: '$value' }, /back says nowhere where it goes/],
  ['a way back from a constant', { remote: 'x', constant: 1, back: '$value' }, /both back and constant/],
  [
    'a way back to one of several',
    { remote: 'x', scim: 'emails[primary eq true].value', back: '$value' },
    /"emails\[primary eq true\]\.value", which chooses among values/,
  ],
  ['a way back to each of several', { remote: 'x', scim: 'emails.value', back: '$value' }, /stands in each of several/],
  [
    'a way back to what nobody writes',
    { remote: 'x', scim: ['id', 'title'], back: '$value' },
    /"id", which nobody may write/,
  ],
  ['no source', { remote: 'x' }, /nowhere where its value comes from/],
];
test.each(rows)('%s', (_, rule, expected) => {
  const problems = validateRules([rule], userType);
  if (expected === undefined) expect(problems).toEqual([]);
  else expect(problems).toEqual([{ remote: 'x', problem: expect.stringMatching(expected) }]);
});
