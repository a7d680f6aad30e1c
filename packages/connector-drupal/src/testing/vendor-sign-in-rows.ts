import { expect } from 'vitest';
import type { Row } from './row.js';
import { attributesOf, detailsOf, givePerson, namesIn, usersPath } from './test-site.js';

/** Who is signed in, and what Drupal answers to whoever is not. */
export const vendorSignInRows: readonly Row[] = [
  {
    name: 'D2: wrong credentials are a visitor’s: names on reading, 403 on writing, and no word that they are wrong',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const as = `${site.username}:wrong`;
      const root = await site.ask('GET', '/jsonapi', { as });
      const list = await site.ask('GET', usersPath, { as });
      const one = await site.ask('GET', `${usersPath}/${id}`, { as });
      const write = await site.ask('POST', usersPath, {
        as,
        json: { data: { type: 'user--user', attributes: { name: 'bert' } } },
      });
      expect([root, list, one, write].map(({ status }) => status)).toEqual([200, 200, 200, 403]);
      expect(root.json).not.toHaveProperty('meta.links.me');
      expect(attributesOf(one)).toEqual({ display_name: 'anna' });
      expect(namesIn(list)).toEqual(['Anonymous', 'admin', site.username, 'anna']);
      expect(detailsOf(write)).toEqual(["The 'administer users' permission is required."]);
      expect((await site.ask('GET', '/jsonapi')).json).toHaveProperty('meta.links.me.meta.id', site.serviceId);
    },
  },
  {
    name: 'D2: filtered by uid the list has nobody in it for a visitor, with 200; by e-mail it is refused',
    async run(site) {
      const wrong = { as: `${site.username}:wrong` };
      const by = (path: string, operator: string, value: string) =>
        `${usersPath}?filter[x][path]=${path}&filter[x][operator]=${operator}&filter[x][value]=${value}`;
      const uid = await site.ask('GET', by('drupal_internal__uid', '%3E', '0'), wrong);
      expect([uid.status, uid.json]).toMatchObject([200, { data: [] }]);
      expect(uid.json).not.toHaveProperty('meta.omitted');
      const mail = await site.ask('GET', by('mail', 'CONTAINS', 'admin'), wrong);
      expect((await site.ask('GET', by('mail', 'CONTAINS', 'admin'), { as: '' })).status).toBe(401);
      expect([mail.status, detailsOf(mail)[0]]).toEqual([
        403,
        expect.stringContaining('not authorized to filter by the `mail`'),
      ]);
    },
  },
  {
    name: 'D3: after five wrong passwords the right one is a visitor’s, too',
    async run(site) {
      await givePerson(site, 'anna');
      const right = { as: 'anna:Old-pass-1' };
      expect((await site.ask('GET', '/jsonapi', right)).json).toHaveProperty('meta.links.me');
      for (let n = 0; n < 5; n += 1) await site.ask('GET', '/jsonapi', { as: 'anna:wrong' });
      const locked = await site.ask('GET', '/jsonapi', right);
      expect(locked.status).toBe(200);
      expect(locked.json).not.toHaveProperty('meta.links.me');
    },
  },
  {
    name: 'the e-mail address does not sign in, nor does a blocked account',
    async run(site) {
      await givePerson(site, 'anna');
      await givePerson(site, 'bert', { status: false });
      for (const as of ['anna@mail.example:Old-pass-1', 'bert:Old-pass-1']) {
        expect((await site.ask('GET', '/jsonapi', { as })).json).not.toHaveProperty('meta.links.me');
      }
    },
  },
];
