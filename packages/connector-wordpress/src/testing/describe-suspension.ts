import { refer, signal, usersOf } from '@linkspan/core/conformance';
import { beforeEach, describe, expect, test } from 'vitest';
import { logIn, sessionLives } from '../../../../scripts/real-sites/wordpress.mjs';
import type { startRealTestSite } from './real-test-site.js';
import { givePerson } from './test-site.js';

type Started = Awaited<ReturnType<typeof startRealTestSite>>;

/** W25: each way into an account, before and after it is suspended. */
export function describeSuspension({ site, real }: Started): void {
  async function person() {
    const { get, deactivate, reactivate } = usersOf(site.connect());
    const id = String(await givePerson(site, 'anna', { email: 'anna@mail.example', roles: ['editor'] }));
    return {
      id,
      suspend: async () => deactivate(refer(await get(id, signal)), signal),
      lift: async () => reactivate(refer(await get(id, signal)), signal),
    };
  }

  const askForPassword = (login: string) =>
    fetch(`${site.url}/wp-login.php?action=lostpassword`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ user_login: login }),
    }).then((answer) => answer.status);
  const mails = async () => (await real.mails()).filter(({ to }) => to === 'anna@mail.example');

  describe('and a suspended account (W25)', () => {
    beforeEach(() => site.reset());

    test.each(['anna', 'ANNA', 'anna@mail.example'])(
      'cannot sign in on the page as %s, and is told why',
      async (login) => {
        const { suspend, lift } = await person();
        expect(await site.canLogIn(login, 'Old-pass-1')).toBe(true);
        await suspend();
        expect(await site.canLogIn(login, 'Old-pass-1')).toBe(false);
        const refusal = async (pwd: string) => {
          const body = new URLSearchParams({ log: login, pwd, testcookie: '1' });
          const headers = { cookie: 'wordpress_test_cookie=WP%20Cookie%20check' };
          return (await fetch(`${site.url}/wp-login.php`, { method: 'POST', headers, body })).text();
        };
        expect(await refusal('Old-pass-1')).toContain('suspended');
        // Who does not know the password learns nothing.
        expect(await refusal('wrong')).not.toContain('suspended');
        await lift();
        expect(await site.canLogIn(login, 'Old-pass-1')).toBe(true);
      },
    );

    test('loses the session that is open, and does not get it back', async () => {
      const { suspend, lift } = await person();
      const session = (await logIn(real, 'anna', 'Old-pass-1')) ?? '';
      expect(await sessionLives(real, session)).toBe(true);
      await suspend();
      expect(await sessionLives(real, session)).toBe(false);
      await lift();
      expect(await sessionLives(real, session)).toBe(false);
    });

    test('is a visitor even with a session that a plugin made since', async () => {
      const { id, suspend } = await person();
      await suspend();
      const cookie = await real.php(
        `$expires = time() + 3600;
         $token = WP_Session_Tokens::get_instance(${id})->create($expires);
         return LOGGED_IN_COOKIE . '=' . rawurlencode(wp_generate_auth_cookie(${id}, $expires, 'logged_in', $token)) . '; ' . AUTH_COOKIE . '=' . rawurlencode(wp_generate_auth_cookie(${id}, $expires, 'auth', $token));`,
      );
      expect(await sessionLives(real, String(cookie))).toBe(false);
    });

    test('cannot use its application passwords, and finds them again when it is back', async () => {
      const { id, suspend, lift } = await person();
      const password = await real.createApplicationPassword(Number(id));
      const me = () => site.rest('GET', '/wp/v2/users/me', undefined, `anna:${password}`);
      expect((await me()).status).toBe(200);
      await suspend();
      // As with a wrong one: WordPress says no more than that nobody is signed in.
      expect(await me()).toMatchObject({ status: 401, code: 'rest_not_logged_in' });
      await lift();
      expect((await me()).status).toBe(200);
    });

    test('cannot sign in by XML-RPC, with either password', async () => {
      const { id, suspend } = await person();
      const application = await real.createApplicationPassword(Number(id));
      const call = async (password: string) => {
        const params = ['1', 'anna', password].map((value) => `<param><value>${value}</value></param>`).join('');
        const body = `<?xml version="1.0"?><methodCall><methodName>wp.getProfile</methodName><params>${params}</params></methodCall>`;
        const headers = { 'content-type': 'text/xml' };
        const answer = await (await fetch(`${site.url}/xmlrpc.php`, { method: 'POST', headers, body })).text();
        return answer.includes('<name>faultCode</name>') ? 'refused' : answer.includes('anna') ? 'signed in' : answer;
      };
      expect([await call('Old-pass-1'), await call(application)]).toEqual(['signed in', 'signed in']);
      await suspend();
      expect([await call('Old-pass-1'), await call(application)]).toEqual(['refused', 'refused']);
    });

    test.each(['anna', 'anna@mail.example'])('is sent no key for a new password, asked as %s', async (login) => {
      const { suspend } = await person();
      await suspend();
      const before = (await mails()).length;
      expect(await askForPassword(login)).toBe(200);
      expect(await mails()).toHaveLength(before);
    });

    test('cannot use the key that is out already, and stays out when it is forced through', async () => {
      const { id, suspend } = await person();
      expect(await askForPassword('anna')).toBe(302);
      const { message = '' } = (await mails()).at(-1) ?? {};
      const [link = ''] = /http\S+action=rp\S+/.exec(message) ?? [];
      const key = new URL(link).searchParams.get('key') ?? '';
      expect(await real.php(`return is_wp_error(check_password_reset_key('${key}', 'anna'));`)).toBe(false);
      await suspend();
      expect(await real.php(`return is_wp_error(check_password_reset_key('${key}', 'anna'));`)).toBe(true);
      const opened = await fetch(link, { redirect: 'manual' });
      const cookie = opened.headers
        .getSetCookie()
        .map((one) => one.split(';', 1)[0] ?? '')
        .join('; ');
      await fetch(`${site.url}/wp-login.php?action=resetpass`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie },
        body: new URLSearchParams({ pass1: 'New-pass-1', pass2: 'New-pass-1', rp_key: key }),
      });
      expect(await site.canLogIn('anna', 'New-pass-1')).toBe(false);
      // Whatever sets a password for it.
      await real.setPassword(Number(id), 'New-pass-1');
      expect(await site.canLogIn('anna', 'New-pass-1')).toBe(false);
    });

    test('keeps its roles, its password and its application passwords, and is sent no mail about it (W31)', async () => {
      const { id, suspend, lift } = await person();
      await real.createApplicationPassword(Number(id));
      const before = (await mails()).length;
      expect((await suspend()).fields.roles).toEqual(['editor']);
      await lift();
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
      expect(await real.php(`return count(WP_Application_Passwords::get_user_application_passwords(${id}));`)).toBe(1);
      expect(await mails()).toHaveLength(before);
    });

    test('is suspended as well by who sets the mark in PHP or by wp-cli', async () => {
      const { id } = await person();
      const session = (await logIn(real, 'anna', 'Old-pass-1')) ?? '';
      await real.php(`return update_user_meta(${id}, 'linkspan_suspended', '1');`);
      expect(await sessionLives(real, session)).toBe(false);
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(false);
    });

    test('is seen as such on the page of users', async () => {
      const { suspend } = await person();
      await suspend();
      const cookie = (await logIn(real, 'admin', real.admin.password)) ?? '';
      const page = await (await fetch(`${site.url}/wp-admin/users.php`, { headers: { cookie } })).text();
      expect(page).toContain('Suspended by Linkspan');
    });
  });
}
