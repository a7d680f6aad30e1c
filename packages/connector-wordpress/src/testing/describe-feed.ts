import { beforeEach, describe, expect, test } from 'vitest';
import { logIn, submitProfile } from '../../../../scripts/real-sites/wordpress.mjs';
import { readFeed } from './read-feed.js';
import type { startRealTestSite } from './real-test-site.js';
import { givePerson } from './test-site.js';

/** Whoever changes an account, the feed has it when their request is done. */
export function describeFeed({ site, real }: Awaited<ReturnType<typeof startRealTestSite>>): void {
  const read = (query?: string) => readFeed(site, query);

  /** What `act` adds to the feed about one account. */
  async function rowsOf(id: number, act: () => Promise<unknown>) {
    const { next } = await read();
    await act();
    const { items } = await read(`?since=${next}`);
    expect(items.filter(({ account }) => account !== String(id))).toEqual([]);
    return items.map(({ kind, origin, by, fields }) => ({ kind, origin, by, fields }));
  }

  const changed = (by: string | null, ...fields: string[]) => [{ kind: 'changed', origin: 'theirs', by, fields }];
  const table = (name: string) => `{$wpdb->prefix}linkspan_${name}`;

  describe('and its feed', () => {
    beforeEach(() => site.reset());

    test('has what an administrator saves on the page of a user, in one row', async () => {
      const id = await givePerson(site, 'anna', { email: 'anna@mail.example', roles: ['author'] });
      const cookie = (await logIn(real, 'admin', real.admin.password)) ?? '';
      const page = `${site.url}/wp-admin/user-edit.php?user_id=${id}`;
      const more = { first_name: 'Anna', email: 'new@mail.example', role: 'editor' };
      const saved = await rowsOf(id, () => submitProfile(page, cookie, more));
      expect(saved).toEqual(changed('admin', 'email', 'first_name', 'roles'));
      expect(await rowsOf(id, () => submitProfile(page, cookie, {}))).toEqual([]);
    });

    test('has what people save on their own page', async () => {
      const id = await givePerson(site, 'anna', { email: 'anna@mail.example' });
      const cookie = (await logIn(real, 'anna', 'Old-pass-1')) ?? '';
      const save = () => submitProfile(`${site.url}/wp-admin/profile.php`, cookie, { last_name: 'Berg' });
      expect(await rowsOf(id, save)).toEqual(changed('anna', 'last_name'));
    });

    test.each([
      ['wp_update_user', (id: number) => `wp_update_user(['ID' => ${id}, 'display_name' => 'Zed'])`, ['name']],
      ['WP_User::set_role', (id: number) => `(new WP_User(${id}))->set_role('editor')`, ['roles']],
      ['WP_User::add_role', (id: number) => `(new WP_User(${id}))->add_role('editor')`, ['roles']],
      ['WP_User::remove_all_caps', (id: number) => `(new WP_User(${id}))->remove_all_caps()`, ['roles']],
      ['update_user_meta', (id: number) => `update_user_meta(${id}, 'first_name', 'X')`, ['first_name']],
      ['delete_user_meta', (id: number) => `delete_user_meta(${id}, 'first_name')`, ['first_name']],
      ['delete_metadata of everybody', () => `delete_metadata('user', 0, 'first_name', 'Anna', true)`, ['first_name']],
      [
        'the external id',
        (id: number) => `update_user_meta(${id}, 'linkspan_external_id', 'e')`,
        ['linkspan_external_id'],
      ],
      ['a mark of suspension', (id: number) => `update_user_meta(${id}, 'linkspan_suspended', '1')`, ['active']],
      [
        'a change and its undoing',
        (id: number) => `update_user_meta(${id}, 'first_name', 'X') && update_user_meta(${id}, 'first_name', 'Anna')`,
        [],
      ],
      ['other meta', (id: number) => `update_user_meta(${id}, 'colour', 'red')`, []],
      ['a password', (id: number) => `wp_set_password('Other-pass-1', ${id})`, []],
    ] as const)('has what code does from the command line: %s', async (_, code, fields) => {
      const id = await givePerson(site, 'anna', { first_name: 'Anna' });
      const rows = await rowsOf(id, () => real.php(`${code(id)}; return true;`));
      expect(rows).toEqual(fields.length === 0 ? [] : changed(null, ...fields));
    });

    test('has who was made and deleted by code, also both at once', async () => {
      const { next } = await read();
      const id = await real.php(
        `return wp_insert_user(['user_login' => 'anna', 'user_pass' => 'x', 'role' => 'editor']);`,
      );
      await real.php(`return wp_delete_user(${id});`);
      const both = await real.php(
        `$id = wp_insert_user(['user_login' => 'bert', 'user_pass' => 'x']); wp_delete_user($id); return $id;`,
      );
      const { items } = await read(`?since=${next}`);
      expect(items.map(({ account, kind }) => `${account} ${kind}`)).toEqual([
        `${id} changed`,
        `${id} deleted`,
        `${both} deleted`,
      ]);
    });

    test('has what cron does', async () => {
      const id = await givePerson(site, 'anna');
      await real.php(`wp_schedule_single_event(time() - 1, 'linkspan_test_rename', [${id}]); return true;`);
      const rows = await rowsOf(id, async () => (await fetch(`${site.url}/wp-cron.php?doing_wp_cron`)).arrayBuffer());
      expect(rows).toEqual(changed(null, 'name'));
    });

    test('has what a request did that ended in a fatal error', async () => {
      const id = await givePerson(site, 'anna');
      const act = () => real.php(`update_user_meta(${id}, 'first_name', 'X'); no_such_function();`).catch(() => {});
      expect(await rowsOf(id, act)).toEqual(changed(null, 'first_name'));
    });

    test('has what a process did that was killed before it could say so, once it counts as dead', async () => {
      const id = await givePerson(site, 'anna');
      const { next } = await read();
      const code = `update_user_meta(${id}, 'first_name', 'X'); posix_kill(getmypid(), 9); return true;`;
      await expect(real.php(code)).rejects.toThrow();
      expect((await read(`?since=${next}`)).items).toEqual([]);
      await real.php(
        `global $wpdb; return $wpdb->query("UPDATE ${table('pending')} SET since = '2026-01-02T03:04:05.678Z'");`,
      );
      expect((await read(`?since=${next}`)).items).toMatchObject([
        { account: String(id), kind: 'changed', at: '2026-01-02T03:04:05.678Z', fields: ['first_name'] },
      ]);
      expect((await read(`?since=${next}`)).items).toHaveLength(1);
    });

    test('has what an import does that runs for longer than a request may, in parts', async () => {
      const id = await givePerson(site, 'anna');
      const { next } = await read();
      // Told by another request meanwhile, as if half a minute had gone by; then more is done, and it is killed.
      const code = `global $wpdb; update_user_meta(${id}, 'first_name', 'X');
        $touched = &Linkspan\\Companion\\touched(); $touched[${id}]['at'] -= 30;
        $wpdb->query("DELETE FROM ${table('pending')}");
        update_user_meta(${id}, 'last_name', 'Y');
        $wpdb->query("UPDATE ${table('pending')} SET since = '2026-01-02T03:04:05.678Z'"); posix_kill(getmypid(), 9);`;
      await expect(real.php(code)).rejects.toThrow();
      expect((await read(`?since=${next}`)).items).toMatchObject([{ account: String(id), kind: 'changed' }]);
    });
  });
}
