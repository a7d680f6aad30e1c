import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson } from './test-site.js';

/** Leaving and coming back where the site has a companion. */
export const suspensionRows: readonly Row[] = [
  {
    name: 'who leaves is suspended, keeps the roles, and nothing is left open',
    async run(site) {
      const { get, deactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor', 'author'] }));
      const left = await deactivate(refer(await get(id, signal)), signal);
      expect(left).toMatchObject({ active: false, fields: { roles: ['author', 'editor'] }, remaining: [] });
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(false);
      expect((await get(id, signal)).active).toBe(false);
    },
  },
  {
    name: 'who comes back has roles and password as before',
    async run(site) {
      const { get, deactivate, reactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      await deactivate(refer(await get(id, signal)), signal);
      const back = await reactivate(refer(await get(id, signal)), signal);
      expect(back).toMatchObject({ active: true, fields: { roles: ['editor'] } });
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
    },
  },
  {
    name: 'a role that was taken by hand while somebody was suspended does not come back with the memo',
    async run(site) {
      const { get, deactivate, reactivate, update } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor', 'author'] }));
      const before = await get(id, signal);
      await deactivate(refer(before), signal);
      await update(refer(await get(id, signal)), change({ removed: { roles: ['editor'] } }), signal);
      const back = await reactivate(refer(await get(id, signal), before.memo), signal);
      expect(back.fields.roles).toEqual(['author']);
    },
  },
  {
    name: 'who comes back without the last role gets the fallback role',
    async run(site) {
      const { get, deactivate, reactivate } = usersOf(site.connect({ fallbackRole: 'contributor' }));
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      await deactivate(refer(await get(id, signal)), signal);
      const ref = { ...refer(await get(id, signal)), without: { roles: ['editor'] } };
      expect(await reactivate(ref, signal)).toMatchObject({ active: true, fields: { roles: ['contributor'] } });
    },
  },
  {
    name: 'who was deactivated before the companion came is inactive still, and comes back with the roles of the memo',
    async run(site) {
      const { get, reactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: [] }));
      const old = await get(id, signal);
      expect(old.active).toBe(false);
      const back = await reactivate(refer(old, { roles: ['editor', 'author'] }), signal);
      expect(back).toMatchObject({ active: true, fields: { roles: ['author', 'editor'] } });
    },
  },
  {
    name: 'and so does one who was deactivated then, and suspended since',
    async run(site) {
      const { get, deactivate, reactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: [] }));
      await deactivate(refer(await get(id, signal)), signal);
      const back = await reactivate(refer(await get(id, signal), { roles: ['editor'] }), signal);
      expect(back).toMatchObject({ active: true, fields: { roles: ['editor'] } });
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
    },
  },
  {
    name: 'an operator who wants only the roles taken is obeyed (W26)',
    async run(site) {
      const { get, deactivate } = usersOf(site.connect({ deactivation: 'roles' }));
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      const left = await deactivate(refer(await get(id, signal)), signal);
      expect(left).toMatchObject({ active: false, fields: { roles: [] } });
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
    },
  },
  {
    name: 'an administrator who is suspended is none who could keep the site: the other one is the last',
    async run(site) {
      const second = String(await givePerson(site, 'anna', { roles: ['administrator'] }));
      await site.setServiceRole('provisioning');
      const { get, deactivate } = usersOf(site.connect());
      await deactivate(refer(await get(second, signal)), signal);
      const last = await get(String(site.adminId), signal);
      expect(last.protected).toContain('last administrator');
      expect((await rejection(deactivate(refer(last), signal))).kind).toBe('unsupported');
    },
  },
];
