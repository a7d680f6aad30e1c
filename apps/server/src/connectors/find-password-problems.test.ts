import type { ConnectorModule } from '@linkspan/core';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { applicationSection } from '../config/application-section.js';
import { findPasswordProblems } from './find-password-problems.js';

const rules = [{ scim: 'userName', remote: 'login' }];
const plain: ConnectorModule = { apiVersion: 1, name: 'file', title: 'File', config: z.object({}), users: { rules } };
const taking: ConnectorModule = { ...plain, users: { rules, password: 'pass' } };
const byMode: ConnectorModule = { ...taking, takesPasswords: (config) => (config as { mode: string }).mode === 'rest' };

const only = 'Remove `passwords`: a password that nobody can deliver is not to be kept.';
const rows: readonly [
  behaviour: string,
  keys: object,
  module: ConnectorModule,
  config: unknown,
  problems: readonly string[],
][] = [
  ['one that takes them', { passwords: true }, taking, {}, []],
  ['one that takes none and is asked for none', {}, plain, {}, []],
  [
    'one that takes none',
    { passwords: true },
    plain,
    {},
    [`passwords asks for passwords, and File takes none. ${only}`],
  ],
  ['a mode that takes them', { passwords: true }, byMode, { mode: 'rest' }, []],
  [
    'a mode that takes none',
    { passwords: true },
    byMode,
    { mode: 'scim' },
    [`passwords asks for passwords, and File takes none in this mode. ${only}`],
  ],
  ['settings that are wrong anyway', { passwords: true }, byMode, undefined, []],
  [
    'a mapping to the password',
    {
      mapping: [
        { remote: 'login', constant: 'x' },
        { remote: 'pass', constant: 'x' },
      ],
    },
    taking,
    {},
    [
      'mapping.1 writes "pass", the password. Remove it: a password is never mapped. `passwords: true` passes on those that clients send.',
    ],
  ],
];

test.each(rows)('%s', (_, keys, module, config, problems) => {
  const section = applicationSection.parse({ connector: 'x', ...keys });
  const found = findPasswordProblems('blog', section, module, config);
  expect(found.map(({ path, message, remedy }) => `${path} ${message}. ${remedy}`)).toEqual(
    problems.map((problem) => `applications.blog.${problem}`),
  );
});
