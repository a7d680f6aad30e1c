import { runChecks } from '@linkspan/core';
import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson } from './test-site.js';

export const guardRows: readonly Row[] = [
  {
    name: 'the service account is protected and never touched (W20)',
    async run(site) {
      const { get, deactivate, remove, update } = usersOf(site.connect());
      const self = await get(String(site.userId), signal);
      expect(self.protected).toContain('service account');
      await site.takeWrites();
      const refused = await Promise.all([
        rejection(deactivate(refer(self), signal)),
        rejection(remove(refer(self), { reassignTo: '1' }, signal)),
        rejection(update(refer(self), change({ removed: { roles: ['administrator'] } }), signal)),
      ]);
      expect(refused.map(({ kind }) => kind)).toEqual(['unsupported', 'unsupported', 'unsupported']);
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'the last administrator is protected, the service account not counted; one of two is not',
    async run(site) {
      const second = await givePerson(site, 'anna', { roles: ['administrator'] });
      expect((await usersOf(site.connect()).get(String(site.adminId), signal)).protected).toBeUndefined();
      await site.rest('DELETE', `/wp/v2/users/${second}?force=true&reassign=${site.adminId}`);
      const { get, deactivate, update } = usersOf(site.connect());
      const last = await get(String(site.adminId), signal);
      expect(last).toMatchObject({ privileged: true, protected: expect.stringContaining('last administrator') });
      await site.takeWrites();
      expect((await rejection(deactivate(refer(last), signal))).kind).toBe('unsupported');
      const demotion = change({ added: { roles: ['editor'] }, removed: { roles: ['administrator'] } });
      expect((await rejection(update(refer(last), demotion, signal))).kind).toBe('unsupported');
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'of two administrators who leave together one stays',
    async run(site) {
      const second = String(await givePerson(site, 'anna', { roles: ['administrator'] }));
      await site.setServiceRole('provisioning');
      const { get, deactivate } = usersOf(site.connect());
      const both = [await get(String(site.adminId), signal), await get(second, signal)];
      const outcomes = await Promise.allSettled(both.map((account) => deactivate(refer(account), signal)));
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    },
  },
  {
    name: 'who may change other accounts is privileged, whatever the role is called',
    async run(site) {
      await site.setServiceRole('provisioning');
      const { get } = usersOf(site.connect());
      expect((await get(String(site.userId), signal)).privileged).toBe(true);
      const editor = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      expect((await get(editor, signal)).privileged).toBe(false);
    },
  },
  {
    name: 'a missing capability is named, and is no matter of the password',
    async run(site) {
      const { get } = usersOf(site.connect());
      const account = await get(String(await givePerson(site, 'anna')), signal);
      await site.setServiceRole('subscriber');
      const { create, deactivate } = usersOf(site.connect());
      const made = await rejection(create({ username: 'bert', email: 'bert@mail.example' }, signal));
      const left = await rejection(deactivate(refer(account), signal));
      expect([made.kind, left.kind]).toEqual(['unsupported', 'unsupported']);
      expect(made.message).toContain('capability create_users');
      expect(left.message).toContain('capability edit_users');
    },
  },
  {
    name: 'the checks of a service account that may do nothing stop at the first right that it lacks',
    async run(site) {
      await site.setServiceRole('subscriber');
      const results = await runChecks(site.connect().checks, { signal });
      expect(results.filter(({ status }) => status === 'failed')).toMatchObject([
        { id: 'list', detail: expect.stringContaining('list_users'), hint: expect.stringContaining('Users > Edit') },
      ]);
    },
  },
  {
    name: 'the checks pass with the provisioning capabilities alone, and warn of a companion that is not there',
    async run(site) {
      await site.setServiceRole('provisioning');
      const results = await runChecks(site.connect().checks, { signal });
      const others = results.filter(({ status }) => status !== 'passed').map(({ id, status }) => `${id} ${status}`);
      expect(others).toEqual(site.companion ? [] : ['companion warning']);
    },
  },
  {
    name: 'a wrong password fails the sign-in and nothing else, after one attempt',
    async run(site) {
      const results = await runChecks(site.connect({ password: 'wrong wrong wrong' }).checks, { signal });
      expect(results.map(({ id, status }) => `${id} ${status}`).slice(0, 5)).toEqual([
        'reach passed',
        'rest passed',
        'application-passwords passed',
        'sign-in failed',
        'list skipped',
      ]);
      expect(results.find(({ id }) => id === 'sign-in')?.hint).toContain('Application Passwords');
    },
  },
  {
    name: 'whether anybody can register is told by the page where they would',
    async run(site) {
      const { openRegistration } = site.connect();
      await site.setRegistration(true);
      expect(await openRegistration?.(signal)).toBe(true);
      await site.setRegistration(false);
      expect(await openRegistration?.(signal)).toBe(false);
    },
  },
  {
    name: 'a site is known by its home',
    run: async (site) => expect(await site.connect().site?.(signal)).toBe(site.url),
  },
];
