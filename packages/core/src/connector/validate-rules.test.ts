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
  ['no source', { remote: 'x' }, /nowhere where its value comes from/],
];
test.each(rows)('%s', (_, rule, expected) => {
  const problems = validateRules([rule], userType);
  if (expected === undefined) expect(problems).toEqual([]);
  else expect(problems).toEqual([{ remote: 'x', problem: expect.stringMatching(expected) }]);
});
