import { expect } from 'vitest';
import type { Row } from './row.js';
import { dataOf, givePerson, namesIn, type TestSite, usersPath } from './test-site.js';

/** What Drupal lists and finds. */
export const vendorListRows: readonly Row[] = [
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
    name: 'an unknown uuid and a uid are not found',
    async run(site) {
      for (const id of ['11111111-2222-4333-8444-555555555555', '1']) {
        expect((await site.ask('GET', `${usersPath}/${id}`)).status).toBe(404);
      }
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
];
