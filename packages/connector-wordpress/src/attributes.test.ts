import { expect, test } from 'vitest';
import { userRules } from './attributes.js';

test('what people enter at the site can be read for changes that come back, and Linkspan’s own id cannot', () => {
  const flows = userRules.rules.map(({ remote, flow = 'write', when = 'always' }) => [remote, flow, when]);
  expect(flows).toEqual([
    ['username', 'both', 'create'],
    ['email', 'both', 'always'],
    ['first_name', 'both', 'always'],
    ['last_name', 'both', 'always'],
    ['name', 'both', 'always'],
    ['nickname', 'both', 'always'],
    ['url', 'both', 'always'],
    ['locale', 'both', 'always'],
    ['linkspan_external_id', 'write', 'create'],
  ]);
});

test('an id that not every site can keep joins nobody by itself, nor keeps a lost create from being found', () => {
  const correlating = userRules.rules.filter(({ correlates }) => correlates !== undefined);
  expect(correlating.map(({ remote }) => remote)).toEqual(['username', 'email']);
});
