import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder } from '../testing/new-folder.js';
import { openInstallationKey } from './installation-key.js';

const value = { username: 'linkspan', password: 'hunter2' };

it('stays the same over a restart, in a file for this user alone', () => {
  const folder = newFolder();
  const first = openInstallationKey(folder, {}).hash(value);
  expect(openInstallationKey(folder, {}).hash({ password: 'hunter2', username: 'linkspan' })).toBe(first);
  expect(openInstallationKey(newFolder(), {}).hash(value)).not.toBe(first);
  expect(statSync(join(folder, 'linkspan.key')).mode & 0o777).toBe(0o600);
});

it('may come from the environment, and is then in no file', () => {
  const folder = newFolder();
  const LINKSPAN_KEY = 'k'.repeat(32);
  const hash = openInstallationKey(folder, { LINKSPAN_KEY }).hash(value);
  expect(openInstallationKey('/nowhere', { LINKSPAN_KEY }).hash(value)).toBe(hash);
  expect(() => readFileSync(join(folder, 'linkspan.key'))).toThrow('ENOENT');
});

it('that is too short is refused', () => {
  expect(() => openInstallationKey(newFolder(), { LINKSPAN_KEY: 'short' })).toThrow('openssl rand -hex 32');
});

it('tells a corrected password from the wrong one', () => {
  const key = openInstallationKey(newFolder(), {});
  expect(key.hash(value)).not.toBe(key.hash({ ...value, password: 'right' }));
});
