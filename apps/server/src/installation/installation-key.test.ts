import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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

it('that is too short is refused, and said to be where it is', () => {
  expect(() => openInstallationKey(newFolder(), { LINKSPAN_KEY: 'short' })).toThrow(
    'LINKSPAN_KEY is shorter than 32 characters. Make one with "openssl rand -hex 32".',
  );
  const folder = newFolder();
  writeFileSync(join(folder, 'linkspan.key'), 'cut o\n');
  expect(() => openInstallationKey(folder, {})).toThrow(/linkspan\.key is shorter than 32 .* Put the file back/);
});

it('that cannot be read is refused with the reason', () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'linkspan.key'));
  expect(() => openInstallationKey(folder, {})).toThrow(/linkspan\.key cannot be read \(EISDIR\)\. Make it readable/);
});

it('tells a corrected password from the wrong one', () => {
  const key = openInstallationKey(newFolder(), {});
  expect(key.hash(value)).not.toBe(key.hash({ ...value, password: 'right' }));
});
