import { expect, test } from 'vitest';
import { toLogin } from './to-login.js';

test.each([
  ['anna.berg', 'anna.berg'],
  ['anna+news@corp.example', 'anna_news@corp.example'],
  ["O'Brien", 'O_Brien'],
  ['Jörg Ångström', 'Jorg Angstrom'],
  ['Łukasz Strauß', 'Lukasz Strauss'],
  ['  two   spaces ', 'two spaces'],
  ['a/b\\c&d<e>', 'a_b_c_d_e_'],
  ['x'.repeat(61), 'x'.repeat(60)],
  [`${'x'.repeat(59)} y`, 'x'.repeat(59)],
  ['李小龙', undefined],
  ['@._-', undefined],
  ['', undefined],
  [undefined, undefined],
])('the userName %j becomes the log-in %j', (userName, login) => {
  expect(toLogin(userName)).toBe(login);
});
