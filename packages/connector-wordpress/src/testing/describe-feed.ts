import { beforeEach, describe, expect, test } from 'vitest';
import { logIn } from '../../../../scripts/real-sites/wordpress.mjs';
import type { startRealTestSite } from './real-test-site.js';
import { submitProfile } from './submit-profile.js';
import { givePerson } from './test-site.js';

interface Row {
  readonly seq: number;
  readonly account: string;
  readonly kind: string;
  readonly at: string;
  readonly origin: string;
  readonly by: string | null;
  readonly fields: readonly string[];
}

interface Feed {
  readonly next: number;
  readonly more: boolean;
  readonly reset: boolean;
  readonly items: readonly Row[];
}

/** Whoever changes an account, the feed has it when their request is done. */
export function describeFeed({ site, real }: Awaited<ReturnType<typeof startRealTestSite>>): void {
  const read = async (query = '') => (await site.rest('GET', `/linkspan/v1/changes${query}`)).json as Feed;

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

    test('is read page by page, and tells that it was cut off', async () => {
      const { next } = await read();
      for (const name of ['anna', 'bert', 'carl']) await givePerson(site, name);
      const first = await read(`?since=${next}&limit=2`);
      const second = await read(`?since=${first.next}&limit=2`);
      expect([first.items.length, first.more, second.items.length, second.more]).toEqual([2, true, 1, false]);
      expect((await read(`?since=${second.next}`)).next).toBe(second.next);
      expect((await site.rest('GET', `/linkspan/v1/changes?since=${next}&limit=501`)).status).toBe(400);
    });

    test('forgets after 30 days, says so, and never gives a number again', async () => {
      await givePerson(site, 'anna');
      await givePerson(site, 'bert');
      const { next } = await read();
      const age = (days: number) =>
        real.php(
          `global $wpdb; return $wpdb->query("UPDATE ${table('changes')} SET changed_at = '" . gmdate('Y-m-d', time() - ${days} * 86400) . "T00:00:00.000Z'");`,
        );
      await age(29);
      await site.rest('POST', '/linkspan/v1/flush');
      expect((await read('?since=0')).reset).toBe(false);
      await age(31);
      await site.rest('POST', '/linkspan/v1/flush');
      expect(await read('?since=0')).toMatchObject({ reset: true, items: [], next });
      expect(await read(`?since=${next - 1}`)).toMatchObject({ reset: false, next });
      await givePerson(site, 'carl');
      expect((await read(`?since=${next}`)).items.map(({ seq }) => seq)).toEqual([next + 1]);
    });

    test('leaves nothing out for one who reads while many write', async () => {
      const ids = await Promise.all(Array.from({ length: 6 }, (_, n) => givePerson(site, `person${n}`)));
      let { next } = await read();
      const start = next;
      const seen: Row[] = [];
      let writing = true;
      const writes = Promise.all(
        ids.map(async (id) => {
          for (let n = 0; n < 5; n += 1) await site.rest('PUT', `/wp/v2/users/${id}`, { first_name: `Name ${n}` });
        }),
      ).finally(() => {
        writing = false;
      });
      for (let last = false; !last; ) {
        last = !writing;
        const page = await read(`?since=${next}`);
        seen.push(...page.items);
        next = page.next;
      }
      await writes;
      expect(seen.map(({ seq }) => seq)).toEqual(Array.from({ length: 30 }, (_, n) => start + 1 + n));
    });

    test('W29: no address of the companion has /scim in it', async () => {
      const { json } = await site.rest('GET', '/');
      const routes = Object.keys((json as { routes: object }).routes).filter((route) => route.includes('linkspan'));
      expect(routes.length).toBeGreaterThan(6);
      expect(routes.filter((route) => route.includes('/scim'))).toEqual([]);
    });

    test('a service account of less rights makes nobody an administrator', async () => {
      await site.rest('GET', '/linkspan/v1');
      await site.setServiceRole('provisioning');
      const json = { username: 'anna', email: 'anna@mail.example', password: 'x' };
      const refused = await site.rest('POST', '/wp/v2/users', { ...json, roles: ['administrator'] });
      expect([refused.status, refused.code]).toEqual([403, 'rest_user_invalid_role']);
      expect((await site.rest('POST', '/wp/v2/users', { ...json, roles: ['editor'] })).status).toBe(201);
    });
  });
}
