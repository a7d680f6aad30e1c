import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { isPrivileged, powers, type User } from './user.js';

const user: User = {
  id: 7,
  username: 'anna',
  email: 'anna@mail.example',
  registered_date: '2026-01-02T03:04:05+00:00',
  roles: ['webmaster'],
  meta: {},
  capabilities: { read: true, webmaster: true },
  extra_capabilities: {},
};

test.each([
  'edit_users',
  'manage_options',
  'install_plugins',
  'activate_plugins',
  'edit_plugins',
  'update_plugins',
  'install_themes',
  'edit_themes',
  'update_themes',
  'edit_files',
  'unfiltered_upload',
  'update_core',
])('who has %s is privileged, whatever the role is called', (capability) => {
  expect(isPrivileged(user)).toBe(false);
  expect(isPrivileged({ ...user, capabilities: { ...user.capabilities, [capability]: true } })).toBe(true);
});

test.each(['upload_files', 'unfiltered_html', 'edit_others_posts', 'list_users'])('who has %s is not', (capability) => {
  expect(isPrivileged({ ...user, capabilities: { ...user.capabilities, [capability]: true } })).toBe(false);
});

test('the companion knows the same powers', async () => {
  const text = await readFile(new URL('../companion/linkspan-companion/least-privilege.php', import.meta.url), 'utf8');
  const [, list = ''] = /const POWERS = array\((.*?)\);/s.exec(text) ?? [];
  expect([...list.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toEqual(powers);
});
