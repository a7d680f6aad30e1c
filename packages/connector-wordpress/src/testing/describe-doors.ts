import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { beforeEach, describe, expect, test } from 'vitest';
import { logIn, sessionLives } from '../../../../scripts/real-sites/wordpress.mjs';
import type { startRealTestSite } from './real-test-site.js';
import { givePerson } from './test-site.js';

/** What only a real site can show: its log-in form, its sessions, its mail, its database. */
export function describeDoors({ site, real }: Awaited<ReturnType<typeof startRealTestSite>>): void {
  describe('and what it leaves open', () => {
    beforeEach(() => site.reset());

    test('a locked account loses its open session', async () => {
      const { get, deactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      const session = (await logIn(real, 'anna', 'Old-pass-1')) ?? '';
      expect(await sessionLives(real, session)).toBe(true);
      await deactivate(refer(await get(id, signal)), signal);
      expect(await sessionLives(real, session)).toBe(false);
    });

    test('a locked account can ask for a new password by e-mail, as remaining says', async () => {
      const { get, deactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { email: 'anna@mail.example' }));
      await deactivate(refer(await get(id, signal)), signal);
      await fetch(`${site.url}/wp-login.php?action=lostpassword`, {
        method: 'POST',
        body: new URLSearchParams({ user_login: 'anna' }),
      });
      const subjects = (await real.mails())
        .filter(({ to }) => to === 'anna@mail.example')
        .map(({ subject }) => subject);
      expect(subjects.at(-1)).toContain('Password Reset');
    });

    test('W31: a lock and a change of e-mail are told to the person by mail', async () => {
      const { get, deactivate, update } = usersOf(site.connect());
      const id = String(await givePerson(site, 'w31', { email: 'w31@mail.example' }));
      const moved = await update(
        refer(await get(id, signal)),
        change({ set: { email: 'w31-new@mail.example' } }),
        signal,
      );
      await deactivate(refer(moved), signal);
      const mails = (await real.mails())
        .filter(({ to }) => to.startsWith('w31'))
        .map(({ to, subject }) => `${to} ${subject}`);
      expect(mails).toEqual([
        expect.stringMatching(/^w31@mail.example .*Email Changed/),
        expect.stringMatching(/^w31-new@mail.example .*Password Changed/),
      ]);
    });

    test('capabilities given to the account itself outlive its roles, and are named', async () => {
      const { get, deactivate } = usersOf(site.connect());
      const id = await givePerson(site, 'anna');
      await real.php(`(new WP_User(${id}))->add_cap('edit_posts'); return true;`);
      const left = await deactivate(refer(await get(String(id), signal)), signal);
      expect(left.remaining?.at(-1)).toBe('it keeps capabilities given to the account itself: edit_posts');
    });

    test('a database that was put back gives the same accounts again', async () => {
      const { get } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna'));
      const before = await get(id, signal);
      const snapshot = await real.snapshot();
      await site.rest('PUT', `/wp/v2/users/${id}`, { name: 'Changed' });
      await real.restore(snapshot);
      expect(await get(id, signal)).toEqual(before);
    });

    test('a site that is down is unavailable, and works again when it is back', async () => {
      const { create, get } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna'));
      await real.pause();
      const write = await rejection(create({ username: 'bert', email: 'bert@mail.example' }, signal));
      expect([write.kind, write.outcomeUnknown]).toEqual(['unavailable', false]);
      await real.resume();
      expect((await get(id, signal)).fields.username).toBe('anna');
    });
  });
}
