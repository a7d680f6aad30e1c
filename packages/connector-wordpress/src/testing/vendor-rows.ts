import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, type RestAnswer, type TestSite } from './test-site.js';

const users = '/wp/v2/users';
const wrong = 'linkspan:wrong wrong wrong';

/** What WordPress answers, with nothing of ours between: W-cases of the vendor's facts. Ids are those of a site that was just reset. */
export const vendorRows: readonly Row[] = [
  {
    name: 'W1: a wrong application password is no log-in',
    run: async (site) =>
      refusedWith(await site.rest('GET', `${users}/me?context=edit`, undefined, wrong), 401, 'rest_not_logged_in'),
  },
  {
    name: 'W2: a list with a wrong application password is a visitor’s: the authors',
    async run(site) {
      await givePerson(site, 'anna');
      const answer = await site.rest('GET', users, undefined, wrong);
      expect(answer.status).toBe(200);
      expect(idsIn(answer)).toEqual([site.adminId]);
      expect(answer.json).not.toHaveProperty('0.email');
    },
  },
  {
    name: 'W3: the edit context is refused to visitors',
    run: async (site) =>
      refusedWith(await site.rest('GET', `${users}?context=edit`, undefined, ''), 401, 'rest_forbidden_context'),
  },
  {
    name: 'W4: a taken log-in is a server error, whatever its case',
    async run(site) {
      await givePerson(site, 'anna');
      const json = { username: 'ANNA', email: 'other@mail.example', password: 'x' };
      refusedWith(await site.rest('POST', users, json), 500, 'existing_user_login');
    },
  },
  {
    name: 'W5: a taken e-mail is a server error, whatever its case',
    async run(site) {
      await givePerson(site, 'anna');
      const json = { username: 'other', email: 'Anna@MAIL.example', password: 'x' };
      refusedWith(await site.rest('POST', users, json), 500, 'existing_user_email');
    },
  },
  {
    name: 'W6: on an update a taken e-mail is an invalid one',
    async run(site) {
      const id = await givePerson(site, 'anna');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { email: site.adminEmail }), 400, 'rest_user_invalid_email');
    },
  },
  ...['a+b@x.example', "O'Brien", ' anna', 'two  spaces', 'jörg'].map((username) => ({
    name: `W7: the log-in "${username}" is refused`,
    async run(site: TestSite) {
      const answer = await site.rest('POST', users, { username, email: 'a@mail.example', password: 'x' });
      refusedWith(answer, 400, 'rest_invalid_param');
      expect(answer.json).toHaveProperty('data.details.username.code', 'rest_user_invalid_username');
    },
  })),
  {
    name: 'W8: a log-in cannot be changed, not even its case; sending the same is fine',
    async run(site) {
      const id = await givePerson(site, 'anna');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { username: 'Anna' }), 400, 'rest_user_invalid_argument');
      expect((await site.rest('PUT', `${users}/${id}`, { username: 'anna' })).status).toBe(200);
    },
  },
  {
    name: 'W9: null erases the e-mail, an empty text is refused',
    async run(site) {
      const id = await givePerson(site, 'anna');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { email: '' }), 400, 'rest_invalid_param');
      expect((await site.rest('PUT', `${users}/${id}`, { email: null })).json).toHaveProperty('email', '');
    },
  },
  ...(
    [
      ['name', 'Tom & Jerry', 'Tom &amp; Jerry'],
      ['first_name', "O'Neil", "O'Neil"],
      ['last_name', 'A&amp;B', 'A&amp;B'],
      ['last_name', 'c<d', 'c&lt;d'],
      ['nickname', ' two  <b>spaces</b> ', 'two spaces'],
      ['nickname', '100%ab', '100'],
      ['first_name', '李小龙 \\ "q" 😀', '李小龙 \\ "q" 😀'],
      ['url', 'example.com/?a=1&b=2 x', 'http://example.com/?a=1&amp;b=2%20x'],
      ['url', 'notaurl', 'http://notaurl'],
      ['url', 'HTTPS://Example.com/[1]', 'https://Example.com/%5B1%5D'],
      ['description', 'Tom & Jerry\n two', 'Tom &amp; Jerry\n two'],
    ] as const
  ).map(([field, written, read]) => ({
    name: `W10: ${field} ${JSON.stringify(written)} reads back as ${JSON.stringify(read)}`,
    async run(site: TestSite) {
      const id = await givePerson(site, 'anna');
      await site.rest('PUT', `${users}/${id}`, { [field]: written });
      expect((await site.rest('GET', `${users}/${id}?context=edit`)).json).toHaveProperty(field, read);
    },
  })),
  {
    name: 'W11: an empty name or nickname becomes the log-in',
    async run(site) {
      const id = await givePerson(site, 'anna', { name: 'Anna Berg' });
      const { json } = await site.rest('PUT', `${users}/${id}`, { name: '', nickname: '' });
      expect(json).toMatchObject({ name: 'anna', nickname: 'anna' });
    },
  },
  {
    name: 'W12: a deletion must name an heir and be forced',
    async run(site) {
      const route = `${users}/${await givePerson(site, 'anna')}`;
      refusedWith(await site.rest('DELETE', `${route}?force=true`), 400, 'rest_missing_callback_param');
      refusedWith(await site.rest('DELETE', `${route}?reassign=1`), 501, 'rest_trash_not_supported');
      refusedWith(await site.rest('DELETE', `${route}?force=true&reassign=999`), 400, 'rest_user_invalid_reassign');
      refusedWith(await site.rest('DELETE', `${route}?force=true&reassign=abc`), 400, 'rest_invalid_param');
    },
  },
  {
    name: 'W13: a second deletion finds nobody',
    async run(site) {
      const route = `${users}/${await givePerson(site, 'anna')}?force=true&reassign=1`;
      expect((await site.rest('DELETE', route)).json).toHaveProperty('deleted', true);
      refusedWith(await site.rest('DELETE', route), 404, 'rest_user_invalid_id');
    },
  },
  {
    name: 'W14: a search finds parts of e-mail addresses',
    async run(site) {
      const alice = await givePerson(site, 'alice', { email: 'alice@corp.example' });
      const malice = await givePerson(site, 'malice', { email: 'malice@corp.example' });
      expect(await search(site, 'alice@corp.example')).toEqual([alice, malice]);
    },
  },
  {
    name: 'W15: a search does not find a log-in that looks like an e-mail address',
    async run(site) {
      await givePerson(site, 'bob@corp.example', { email: 'bob.b@corp.example' });
      expect(await search(site, 'bob@corp.example')).toEqual([]);
    },
  },
  {
    name: 'W16: a search for a number finds parts of log-ins, and whole ids',
    async run(site) {
      const id = await givePerson(site, '12345');
      expect(await search(site, '1234')).toEqual([id]);
      expect(await search(site, String(site.adminId))).toContain(site.adminId);
    },
  },
  {
    name: 'W17: a page of 101 is refused',
    run: async (site) =>
      refusedWith(await site.rest('GET', `${users}?context=edit&per_page=101`), 400, 'rest_invalid_param'),
  },
  {
    name: 'W18: a page beyond the end is empty, and the total is there',
    async run(site) {
      const answer = await site.rest('GET', `${users}?context=edit&page=9`);
      expect(answer).toMatchObject({ status: 200, json: [] });
      expect(answer.headers.get('x-wp-total')).toBe('2');
    },
  },
  {
    name: 'W19: no roles given means the default one, an empty list means none',
    async run(site) {
      const [given, none] = [await givePerson(site, 'anna'), await givePerson(site, 'bert', { roles: [] })];
      expect((await site.rest('GET', `${users}/${given}?context=edit`)).json).toHaveProperty('roles', ['subscriber']);
      expect((await site.rest('GET', `${users}/${none}?context=edit`)).json).toHaveProperty('roles', []);
    },
  },
  {
    name: 'W20: an account can take its own roles away and is locked out',
    async run(site) {
      expect((await site.rest('PUT', `${users}/${site.userId}`, { roles: [] })).status).toBe(200);
      refusedWith(await site.rest('GET', `${users}?context=edit`), 403, 'rest_forbidden_context');
    },
  },
  {
    name: 'W21: a field or meta key that does not exist is ignored',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const { status, json } = await site.rest('PUT', `${users}/${id}`, { title: 'Boss', meta: { title: 'Boss' } });
      expect(status).toBe(200);
      expect(JSON.stringify(json)).not.toContain('Boss');
    },
  },
  {
    name: 'W22: a refused meta value leaves the other fields written',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const json = { first_name: 'Written', meta: { persisted_preferences: 'bad' } };
      refusedWith(await site.rest('PUT', `${users}/${id}`, json), 400, 'rest_invalid_type');
      expect((await site.rest('GET', `${users}/${id}?context=edit`)).json).toHaveProperty('first_name', 'Written');
    },
  },
  {
    name: 'W26: without roles an account still signs in',
    async run(site) {
      const id = await givePerson(site, 'anna', { roles: [] });
      const { json } = await site.rest('POST', `${users}/${id}/application-passwords`, { name: 'phone' });
      const { password } = json as { password: string };
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
      expect((await site.rest('GET', `${users}/me?context=edit`, undefined, `anna:${password}`)).status).toBe(200);
    },
  },
  {
    name: 'the slug of another is refused',
    async run(site) {
      await givePerson(site, 'anna');
      const id = await givePerson(site, 'bert', { slug: 'the-bert' });
      refusedWith(await site.rest('PUT', `${users}/${id}`, { slug: 'anna' }), 400, 'rest_user_invalid_slug');
      expect((await site.rest('GET', `${users}/${id}?context=edit`)).json).toHaveProperty('slug', 'the-bert');
    },
  },
  {
    name: 'a role that does not exist is refused',
    async run(site) {
      const id = await givePerson(site, 'anna');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { roles: ['gone'] }), 400, 'rest_user_invalid_role');
    },
  },
  {
    name: 'a locale that is not installed is refused',
    async run(site) {
      const id = await givePerson(site, 'anna');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { locale: 'xx_XX' }), 400, 'rest_invalid_param');
    },
  },
  {
    name: 'a log-in of 61 characters and a URL of 101 are server errors',
    async run(site) {
      const json = { username: 'x'.repeat(61), email: 'x@mail.example', password: 'x' };
      refusedWith(await site.rest('POST', users, json), 500, 'user_login_too_long');
      const id = await givePerson(site, 'anna');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { url: 'x'.repeat(101) }), 500, 'user_url_too_long');
    },
  },
  {
    name: 'without capabilities each operation is refused with a code of its own',
    async run(site) {
      const id = await givePerson(site, 'anna');
      await site.setServiceRole('subscriber');
      const json = { username: 'bert', email: 'bert@mail.example', password: 'x' };
      refusedWith(await site.rest('GET', `${users}?context=edit`), 403, 'rest_forbidden_context');
      refusedWith(await site.rest('POST', users, json), 403, 'rest_cannot_create_user');
      refusedWith(await site.rest('PUT', `${users}/${id}`, { name: 'x' }), 403, 'rest_cannot_edit');
      refusedWith(await site.rest('DELETE', `${users}/${id}?force=true&reassign=1`), 403, 'rest_user_cannot_delete');
      refusedWith(
        await site.rest('DELETE', `${users}/${id}/application-passwords`),
        403,
        'rest_cannot_delete_application_passwords',
      );
    },
  },
];

function refusedWith(answer: RestAnswer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.code }).toEqual({ status, code });
}

function idsIn({ json }: RestAnswer): readonly number[] {
  return (json as { id: number }[]).map(({ id }) => id);
}

async function search(site: TestSite, text: string): Promise<readonly number[]> {
  return idsIn(await site.rest('GET', `${users}?context=edit&orderby=id&search=${encodeURIComponent(text)}`));
}
