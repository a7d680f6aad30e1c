import { defaultPolicy } from '@linkspan/core';
import { expect, test } from 'vitest';
import { openInstallationKey } from '../installation/installation-key.js';
import { newFolder } from '../testing/new-folder.js';
import { createPasswordTaking, openPassword } from './create-password-taking.js';

const key = openInstallationKey(newFolder(), {});
const application = (name: string, directory: string, passwords: boolean) => ({
  name,
  directory,
  policy: { ...defaultPolicy, passwords },
});
const applications = [
  application('blog', 'main', true),
  application('wiki', 'main', false),
  application('shop', 'other', true),
];

test('a directory has the applications that are its own and take passwords', () => {
  expect(createPasswordTaking(applications, 'main', key)?.applications).toEqual(['blog']);
  expect(createPasswordTaking(applications, 'other', key)?.applications).toEqual(['shop']);
  expect(createPasswordTaking(applications, 'third', key)).toBeUndefined();
});

test('a sealed password is opened for its owner alone, by the key that sealed it', () => {
  const sealed = createPasswordTaking(applications, 'main', key)?.seal('hunter2', 'ada') ?? '';
  expect(sealed).not.toContain('hunter2');
  expect(openPassword(key, sealed, 'ada')).toBe('hunter2');
  expect(openPassword(key, sealed, 'bob')).toBeUndefined();
  expect(openPassword(openInstallationKey(newFolder(), {}), sealed, 'ada')).toBeUndefined();
});
