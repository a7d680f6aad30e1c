import { expect } from 'vitest';
import { logIn, sessionLives } from './log-in.js';
import type { Row } from './row.js';
import { attributesOf, givePerson, roleId, type SiteAnswer, type TestSite, usersPath } from './test-site.js';
import { vendorWriteRows } from './vendor-write-rows.js';

const anna = '/jsonapi/user/user?filter[name]=anna';

/** What Drupal answers, with nothing of ours between: D-cases of the vendor's facts, those that read and delete. */
export const vendorRows: readonly Row[] = [
  ...vendorWriteRows,
  {
    name: 'D2: wrong credentials are a visitor’s: names on reading, 403 on writing, and no word that they are wrong',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const as = `${site.username}:wrong`;
      const root = await site.ask('GET', '/jsonapi', { as });
      const list = await site.ask('GET', usersPath, { as });
      const one = await site.ask('GET', `${usersPath}/${id}`, { as });
      const write = await site.ask('POST', usersPath, { as, json: user({ name: 'bert' }) });
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
    name: 'D11: who may not administer permissions is shown no roles, with 200',
    async run(site) {
      expect(dataOf(await site.ask('GET', '/jsonapi/user_role/user_role')).length).toBeGreaterThan(4);
      await site.setServiceRole('blind');
      const { status, json } = await site.ask('GET', '/jsonapi/user_role/user_role');
      expect([status, json]).toMatchObject([200, { data: [], meta: { omitted: expect.anything() } }]);
    },
  },
  {
    name: 'D12: filter[changed] takes seconds since 1970 and finds nobody by a date',
    async run(site) {
      await givePerson(site, 'anna');
      const since = (value: string) =>
        site.ask('GET', `${usersPath}?filter[c][path]=changed&filter[c][operator]=%3E&filter[c][value]=${value}`);
      expect(dataOf(await since('2020-01-01T00:00:00%2B00:00'))).toEqual([]);
      expect(dataOf(await since('1600000000')).length).toBeGreaterThan(2);
    },
  },
  {
    name: 'D13: filter[mail] knows case, CONTAINS and filter[name] do not',
    async run(site) {
      await givePerson(site, 'anna', { mail: 'Anna@mail.example' });
      const contains = 'filter[m][path]=mail&filter[m][operator]=CONTAINS&filter[m][value]=ANNA@mail.example';
      expect(dataOf(await site.ask('GET', `${usersPath}?filter[mail]=anna@mail.example`))).toEqual([]);
      expect(dataOf(await site.ask('GET', `${usersPath}?filter[mail]=Anna@mail.example`))).toHaveLength(1);
      expect(dataOf(await site.ask('GET', `${usersPath}?${contains}`))).toHaveLength(1);
      expect(dataOf(await site.ask('GET', `${usersPath}?filter[name]=ANNA`))).toHaveLength(1);
    },
  },
  {
    name: 'D13: an underscore or a per cent sign in CONTAINS is itself',
    async run(site) {
      await givePerson(site, 'anna');
      for (const value of ['ann_@mail', 'an%25']) {
        const query = `filter[m][path]=mail&filter[m][operator]=CONTAINS&filter[m][value]=${value}`;
        expect(dataOf(await site.ask('GET', `${usersPath}?${query}`))).toEqual([]);
      }
    },
  },
  {
    name: 'D14: a page has 50 whatever is asked for, and says where the next one is; none of 0',
    async run(site) {
      for (let n = 0; n < 48; n += 1) await givePerson(site, `p${n}`);
      const page = await site.ask('GET', `${usersPath}?page[limit]=100`);
      expect(dataOf(page)).toHaveLength(50);
      expect(page.json).toHaveProperty('links.next.href');
      expect((await site.ask('GET', `${usersPath}?page[limit]=0`)).status).toBe(400);
    },
  },
  {
    name: 'D15: the first in the list is the visitor, of whom nothing is shown but a name',
    async run(site) {
      const [first] = dataOf(await site.ask('GET', `${usersPath}?sort=drupal_internal__uid`));
      expect(first?.attributes).toEqual({ display_name: 'Anonymous' });
      const query = 'fields[user--user]=drupal_internal__uid&sort=drupal_internal__uid';
      expect(dataOf(await site.ask('GET', `${usersPath}?${query}`))[0]).not.toHaveProperty('attributes');
    },
  },
  ...[
    'bogus=1',
    'filter[nope]=1',
    'filter[m][path]=mail&filter[m][operator]=LIKE&filter[m][value]=x',
    'filter[roles.id]=x',
  ].map((query) => ({
    name: `D16: ?${query} is refused`,
    async run(site: TestSite) {
      expect((await site.ask('GET', `${usersPath}?${query}`)).status).toBe(400);
    },
  })),
  {
    name: 'a role’s members are found by its machine name',
    async run(site) {
      const id = await givePerson(site, 'anna', {}, ['editor']);
      const found = await site.ask('GET', `${usersPath}?filter[roles.meta.drupal_internal__target_id]=editor`);
      expect(dataOf(found).map((one) => one.id)).toEqual([id]);
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
    name: 'D25: a plus sign that is not encoded is a blank',
    async run(site) {
      await givePerson(site, 'an na');
      await givePerson(site, 'an+na', { mail: 'plus@mail.example' });
      const names = async (value: string) => namesIn(await site.ask('GET', `${usersPath}?filter[name]=${value}`));
      expect([await names('an+na'), await names('an%2Bna')]).toEqual([['an na'], ['an+na']]);
    },
  },
  {
    name: 'an unknown uuid and a uid are not found',
    async run(site) {
      for (const id of ['11111111-2222-4333-8444-555555555555', '1']) {
        expect((await site.ask('GET', `${usersPath}/${id}`)).status).toBe(404);
      }
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
      expect(dataOf(await site.ask('GET', anna))[0]).toHaveProperty('relationships.roles.data', []);
    },
  },
];

interface Shown {
  readonly id: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

function dataOf({ json }: SiteAnswer): readonly Shown[] {
  return (json as { data: readonly Shown[] }).data;
}

function namesIn(answer: SiteAnswer): readonly unknown[] {
  return dataOf(answer).map(({ attributes }) => attributes?.display_name);
}

function detailsOf({ json }: SiteAnswer): readonly string[] {
  return (json as { errors: readonly { detail: string }[] }).errors.map(({ detail }) => detail);
}

function user(attributes: object) {
  return { data: { type: 'user--user', attributes } };
}
