import { expect } from 'vitest';
import { logIn, sessionLives } from './log-in.js';
import type { Row } from './row.js';
import { attributesOf, dataOf, givePerson, roleId, usersPath } from './test-site.js';

/** What becomes of accounts that are blocked, cancelled and deleted, and of roles that are taken. */
export const vendorLeavingRows: readonly Row[] = [
  {
    name: 'D7: the site’s own way to delete is to block',
    async run(site) {
      const path = `${usersPath}/${await givePerson(site, 'anna')}`;
      expect((await site.ask('DELETE', path)).status).toBe(204);
      expect(attributesOf(await site.ask('GET', path))).toMatchObject({ status: false, name: 'anna' });
    },
  },
  {
    name: 'D8: a second deletion is fine where the first one blocked, and finds nobody where it deleted',
    async run(site) {
      const path = `${usersPath}/${await givePerson(site, 'anna')}`;
      const twice = async () => [(await site.ask('DELETE', path)).status, (await site.ask('DELETE', path)).status];
      expect(await twice()).toEqual([204, 204]);
      await site.setCancelMethod('user_cancel_delete');
      expect(await twice()).toEqual([204, 404]);
    },
  },
  {
    name: 'D9: uid 1 is blocked like anybody, uid 0 is not shown even to be refused',
    async run(site) {
      const path = `${usersPath}/${site.adminId}`;
      const json = { data: { type: 'user--user', id: site.adminId, attributes: { status: false } } };
      expect((await site.ask('PATCH', path, { json })).status).toBe(200);
      expect((await site.ask('DELETE', path)).status).toBe(204);
      const [visitor] = dataOf(await site.ask('GET', `${usersPath}?page[limit]=1`));
      expect((await site.ask('DELETE', `${usersPath}/${visitor?.id}`)).status).toBe(403);
    },
  },
  {
    name: 'D21: a role that is deleted leaves its members without a trace of a change',
    async run(site) {
      const path = `${usersPath}/${await givePerson(site, 'anna', {}, ['editor'])}`;
      const made = Date.now();
      await site.deleteRole('editor');
      const after = await site.ask('GET', path);
      expect(after.json).toHaveProperty('data.relationships.roles.data', []);
      expect(Date.parse(String(attributesOf(after).changed))).toBeLessThanOrEqual(made);
    },
  },
  {
    name: 'D23: a session ends when its account is blocked',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const cookie = (await logIn(site, 'anna', 'Old-pass-1')) ?? '';
      expect(await sessionLives(site, cookie)).toBe(true);
      await site.ask('PATCH', `${usersPath}/${id}`, {
        json: { data: { type: 'user--user', id, attributes: { status: false } } },
      });
      expect(await sessionLives(site, cookie)).toBe(false);
      expect(await logIn(site, 'anna', 'Old-pass-1')).toBeUndefined();
    },
  },
  {
    name: 'D24: the REST module deletes at once, and what the account owns with it',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const page = await site.createPage(id);
      const { drupal_internal__uid: uid } = attributesOf(await site.ask('GET', `${usersPath}/${id}`));
      expect(await site.ownerOf(page)).toBe(uid);
      expect((await site.ask('DELETE', `/user/${uid}?_format=json`)).status).toBe(204);
      expect((await site.ask('GET', `${usersPath}/${id}`)).status).toBe(404);
      expect(await site.ownerOf(page)).toBeUndefined();
      const again = await site.ask('DELETE', `/user/${uid}?_format=json`);
      expect([again.status, again.text]).toEqual([404, expect.stringContaining('parameter was not converted')]);
    },
  },
  {
    name: 'and user_cancel_reassign gives it to the visitor',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const page = await site.createPage(id);
      await site.setCancelMethod('user_cancel_reassign');
      await site.ask('DELETE', `${usersPath}/${id}`);
      expect((await site.ask('GET', `${usersPath}/${id}`)).status).toBe(404);
      expect(await site.ownerOf(page)).toBe(0);
    },
  },
  {
    name: 'roles are given and taken one by one, twice without harm; one that is not there is refused',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const path = `${usersPath}/${id}/relationships/roles`;
      const editor = { data: [{ type: 'user_role--user_role', id: await roleId(site, 'editor') }] };
      const unknown = { data: [{ type: 'user_role--user_role', id: '11111111-2222-4333-8444-555555555555' }] };
      const statuses: number[] = [];
      for (const [method, json] of [
        ['POST', editor],
        ['POST', editor],
        ['DELETE', editor],
        ['DELETE', editor],
        ['DELETE', unknown],
        ['POST', unknown],
      ] as const)
        statuses.push((await site.ask(method, path, { json })).status);
      expect(statuses).toEqual([204, 204, 204, 204, 204, 400]);
      expect(dataOf(await site.ask('GET', `${usersPath}?filter[name]=anna`))[0]).toHaveProperty(
        'relationships.roles.data',
        [],
      );
    },
  },
];
