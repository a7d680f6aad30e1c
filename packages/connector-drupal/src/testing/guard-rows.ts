import { runChecks } from '@linkspan/core';
import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, type TestSite } from './test-site.js';

async function checksOf(site: TestSite, overrides: Parameters<TestSite['connect']>[0] = {}) {
  const results = await runChecks(site.connect(overrides).checks, { signal });
  return Object.fromEntries(results.map((result) => [result.id, result]));
}

export const guardRows: readonly Row[] = [
  {
    name: 'uid 1 and the service account are protected and never touched (D9)',
    async run(site) {
      const users = usersOf(site.connect());
      await site.takeWrites();
      for (const id of [site.adminId, site.serviceId]) {
        const account = await users.get(id, signal);
        expect(account).toMatchObject({ privileged: true, protected: expect.stringMatching(/uid 1|service account/) });
        const refused = await Promise.all([
          rejection(users.deactivate(refer(account), signal)),
          rejection(users.remove(refer(account), {}, signal)),
          rejection(users.reactivate(refer(account), signal)),
          rejection(users.update(refer(account), change({ set: { mail: 'x@mail.example' } }), signal)),
        ]);
        expect(refused.map(({ kind }) => kind)).toEqual(Array(4).fill('unsupported'));
      }
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'uid 0 is not an account',
    async run(site) {
      const { json } = await site.ask('GET', '/jsonapi/user/user?page[limit]=1');
      const [visitor] = (json as { data: readonly { id: string }[] }).data;
      const error = await rejection(usersOf(site.connect()).get(visitor?.id ?? '', signal));
      expect(error.kind).toBe('unsupported');
    },
  },
  {
    name: 'who may change other accounts, or the site, is privileged, whatever the role is called',
    async run(site) {
      await site.createRole('hr', ['administer users']);
      await site.createRole('keys', ['administer permissions']);
      await site.createRole('builder', ['administer modules']);
      await site.createRole('configurer', ['administer site configuration']);
      await site.createRole('writer', ['administer nodes']);
      const { get } = usersOf(site.connect());
      const privileged: string[] = [];
      for (const role of ['hr', 'keys', 'builder', 'configurer', 'writer', 'editor']) {
        const account = await get(await givePerson(site, role, {}, [role]), signal);
        if (account.privileged) privileged.push(role);
      }
      expect(privileged).toEqual(['hr', 'keys', 'builder', 'configurer']);
    },
  },
  {
    name: 'a site is known by what its installation made, and not by its address',
    async run(site) {
      const first = await site.connect().site?.(signal);
      expect(first).toMatch(/^[0-9a-f-]{36}$/);
      expect([site.adminId, site.serviceId]).not.toContain(first);
      expect(await site.connect().site?.(signal)).toBe(first);
    },
  },
  {
    name: 'whether anybody can register is told by the page where they would',
    async run(site) {
      const { openRegistration } = site.connect();
      await site.setRegistration('visitors');
      expect(await openRegistration?.(signal)).toBe(true);
      await site.setRegistration('admin_only');
      expect(await openRegistration?.(signal)).toBe(false);
    },
  },
  {
    name: 'all checks pass, and write nothing; without the companion it is said what is missing',
    async run(site) {
      await givePerson(site, 'anna');
      const before = await usersOf(site.connect()).list(undefined, signal);
      const checks = await checksOf(site, { siteFields: ['field_job_title'] });
      const { companion, ...others } = checks;
      expect(Object.values(others).map(({ id, status }) => `${id} ${status}`)).toEqual(
        ['reach', 'json-api', 'sign-in', 'write-mode', 'administer', 'read', 'roles', 'fields'].map(
          (id) => `${id} passed`,
        ),
      );
      expect(companion).toMatchObject({
        status: 'warning',
        detail: 'not installed',
        hint: expect.stringContaining('listing'),
      });
      expect(await usersOf(site.connect()).list(undefined, signal)).toEqual(before);
    },
  },
  {
    name: 'a wrong password fails the sign-in and nothing else, and says that a locked account looks the same (D2, D3)',
    async run(site) {
      const checks = await checksOf(site, { password: 'wrong wrong wrong' });
      expect([checks['json-api']?.status, checks['sign-in']?.status, checks.read?.status]).toEqual([
        'passed',
        'failed',
        'skipped',
      ]);
      expect(checks['sign-in']?.hint).toContain('six hours');
    },
  },
  {
    name: 'a site that accepts reading only fails for that, with the switch named (D1)',
    async run(site) {
      await site.setWriteMode(false);
      const checks = await checksOf(site);
      expect(checks['write-mode']).toMatchObject({
        status: 'failed',
        hint: expect.stringContaining('Web services > JSON:API'),
      });
      const { kind, message } = await rejection(usersOf(site.connect()).create({ name: 'anna' }, signal));
      expect([kind, message]).toEqual(['unsupported', expect.stringContaining('Web services > JSON:API')]);
    },
  },
  {
    name: 'a service account without the permission fails for that, and is no matter of the password',
    async run(site) {
      await site.setServiceRole('powerless');
      const { 'sign-in': signIn, administer } = await checksOf(site);
      expect([signIn?.status, administer?.status]).toEqual(['passed', 'failed']);
      expect(administer?.hint).toContain('"Administer users"');
      const { kind, message } = await rejection(usersOf(site.connect()).create({ name: 'anna' }, signal));
      expect([kind, message]).toEqual(['unsupported', expect.stringContaining("'administer users' permission")]);
    },
  },
  {
    name: 'a service account that may not see roles can work, and it is said what that costs (D11)',
    async run(site) {
      await site.setServiceRole('blind');
      const checks = await checksOf(site);
      expect(Object.values(checks).filter(({ status }) => status === 'failed')).toEqual([]);
      expect(checks.roles).toMatchObject({
        status: 'warning',
        hint: expect.stringContaining('"Administer permissions"'),
      });
    },
  },
  {
    name: 'fields that the mapping names and the site does not have are told, beside those that it has',
    async run(site) {
      const { fields } = await checksOf(site, { siteFields: ['field_job_title', 'field_phone'] });
      expect(fields).toMatchObject({
        status: 'failed',
        detail: expect.stringMatching(/not have field_phone;.*field_first_name/),
      });
    },
  },
];
