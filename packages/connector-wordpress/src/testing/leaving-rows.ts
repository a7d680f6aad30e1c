import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, type TestSite } from './test-site.js';

async function giveApplicationPassword(site: TestSite, id: string): Promise<string> {
  const { json } = await site.rest('POST', `/wp/v2/users/${id}/application-passwords`, { name: 'phone' });
  return (json as { password: string }).password;
}

function signsIn(site: TestSite, login: string, password: string): Promise<boolean> {
  return site.rest('GET', '/wp/v2/users/me', undefined, `${login}:${password}`).then(({ status }) => status === 200);
}

export const leavingRows: readonly Row[] = [
  {
    name: 'lock: roles, password and application passwords are gone, and what is left is said',
    async run(site) {
      const { get, deactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor', 'author'] }));
      const password = await giveApplicationPassword(site, id);
      expect(await signsIn(site, 'anna', password)).toBe(true);
      const before = await get(id, signal);
      expect(before.memo).toEqual({ roles: ['author', 'editor'] });

      const left = await deactivate(refer(before), signal);
      expect(left.remaining).toEqual(['it can get a new password by e-mail and sign in with it, without any role']);
      expect(left).toMatchObject({ active: false, fields: { roles: [] } });
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(false);
      expect(await signsIn(site, 'anna', password)).toBe(false);
    },
  },
  {
    name: 'an inactive account has no memo, so that a second deactivation cannot wipe the first one’s',
    async run(site) {
      const { get, deactivate, reactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      const { memo } = await get(id, signal);
      await deactivate(refer(await get(id, signal)), signal);
      const again = await deactivate(refer(await get(id, signal)), signal);
      expect(again).not.toHaveProperty('memo');
      const back = await reactivate(refer(await get(id, signal), memo), signal);
      expect(back).toMatchObject({ active: true, fields: { roles: ['editor'] }, memo });
    },
  },
  {
    name: 'roles: only the roles go, and it is said that the log-in stays (W26)',
    async run(site) {
      const { get, deactivate } = usersOf(site.connect({ deactivation: 'roles' }));
      const id = String(await givePerson(site, 'anna'));
      const password = await giveApplicationPassword(site, id);
      const left = await deactivate(refer(await get(id, signal)), signal);
      expect(left.active).toBe(false);
      expect(left.remaining?.join()).toContain('still sign in');
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
      expect(await signsIn(site, 'anna', password)).toBe(true);
    },
  },
  {
    name: 'a remembered role that is gone does not keep a returner out',
    async run(site) {
      const { get, reactivate } = usersOf(site.connect());
      const some = String(await givePerson(site, 'anna', { roles: [] }));
      const back = await reactivate(refer(await get(some, signal), { roles: ['editor', 'gone', 'author'] }), signal);
      expect(back.fields.roles).toEqual(['author', 'editor']);
      const none = String(await givePerson(site, 'bert', { roles: [] }));
      expect((await reactivate(refer(await get(none, signal), { roles: ['gone'] }), signal)).fields.roles).toEqual([
        'subscriber',
      ]);
    },
  },
  {
    name: 'without a memo a returner gets the fallback role; roles given meanwhile stay',
    async run(site) {
      const { get, reactivate } = usersOf(site.connect({ fallbackRole: 'contributor' }));
      const none = String(await givePerson(site, 'anna', { roles: [] }));
      expect((await reactivate(refer(await get(none, signal)), signal)).fields.roles).toEqual(['contributor']);
      const some = String(await givePerson(site, 'bert', { roles: ['author'] }));
      const back = await reactivate(refer(await get(some, signal), { roles: ['editor'] }), signal);
      expect(back.fields.roles).toEqual(['author', 'editor']);
    },
  },
  {
    name: 'a removal that names no heir, or one who is not there, says what to do and removes nothing (W12)',
    async run(site) {
      const { get, remove } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna'));
      const account = await get(id, signal);
      const unnamed = await rejection(remove(refer(account), {}, signal));
      const absent = await rejection(remove(refer(account), { reassignTo: '999' }, signal));
      const self = await rejection(remove(refer(account), { reassignTo: id }, signal));
      const named = await rejection(remove(refer(account), { reassignTo: 'admin' }, signal));
      expect([unnamed, absent, self, named].map(({ kind }) => kind)).toEqual(Array(4).fill('invalid'));
      expect(unnamed.message).toContain('leaving.reassignTo');
      expect((await get(id, signal)).identity).toBe(account.identity);
    },
  },
  {
    name: 'a backup from before an account was made gives its id to a stranger, who is told apart',
    async run(site) {
      const { create, get, remove } = usersOf(site.connect());
      const account = await create({ username: 'anna', email: 'anna@mail.example' }, signal);
      await site.reset();
      const stranger = await create({ username: 'bert', email: 'bert@mail.example' }, signal);
      expect(stranger.id).toBe(account.id);
      expect((await get(account.id, signal)).identity).not.toBe(account.identity);
      await remove(refer(stranger), { reassignTo: '1' }, signal);
    },
  },
  {
    name: 'what an account owns is counted, drafts and pages too, and nobody else’s',
    async run(site) {
      const { owned } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', { roles: ['editor'] });
      await site.createPost(site.adminId);
      await site.createPost(id);
      await site.createPost(id, { status: 'draft' });
      await site.createPost(id, { type: 'page', status: 'private' });
      expect(await owned({ id: String(id), identity: '' }, signal)).toEqual({ count: 3, of: 'posts, pages and files' });
    },
  },
  {
    name: 'a service account that may not see drafts says so with its count',
    async run(site) {
      const { owned } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', { roles: ['editor'] });
      await site.createPost(id);
      await site.createPost(id, { status: 'draft' });
      await site.createPost(id, { type: 'page' });
      await site.setServiceRole('provisioning');
      expect(await owned({ id: String(id), identity: '' }, signal)).toEqual({
        count: 2,
        of: 'posts, pages and files',
        uncounted: expect.stringContaining('drafts'),
      });
    },
  },
  {
    name: 'an update of roles keeps those that are not ours',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['contributor', 'editor'] }));
      const roles = change({ added: { roles: ['author'] }, removed: { roles: ['editor'] } });
      const after = await update(refer(await get(id, signal)), roles, signal);
      expect(after.fields.roles).toEqual(['author', 'contributor']);
    },
  },
];
