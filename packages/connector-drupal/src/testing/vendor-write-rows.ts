import { expect } from 'vitest';
import type { Row } from './row.js';
import { attributesOf, givePerson, roleId, type SiteAnswer, type TestSite, usersPath } from './test-site.js';

/** What Drupal answers to creates and changes, with nothing of ours between. */
export const vendorWriteRows: readonly Row[] = [
  {
    name: 'D1: a site that accepts reading only answers a write with 405',
    async run(site) {
      await site.setWriteMode(false);
      refusedWith(await post(site, { name: 'anna' }), 405, [undefined, 'configured to accept only read operations']);
    },
  },
  {
    name: 'a create without a name is refused for that alone',
    run: async (site) =>
      refusedWith(
        await post(site, {}),
        422,
        ['/data/attributes/name', 'You must enter a username.'],
        ['/data/attributes/name', 'should not be null'],
      ),
  },
  {
    name: 'D2: so it is refused to whoever may not administer users, with 403',
    async run(site) {
      await site.setServiceRole('powerless');
      refusedWith(await post(site, {}), 403, [undefined, "The 'administer users' permission is required."]);
    },
  },
  {
    name: 'D4: a body that is called application/json is not taken',
    async run(site) {
      const json = { data: { type: 'user--user', attributes: { name: 'anna' } } };
      const answer = await site.ask('POST', usersPath, { json, headers: { 'content-type': 'application/json' } });
      expect(answer.status).toBe(415);
    },
  },
  {
    name: 'D5: an account that is made without a status is blocked',
    async run(site) {
      const made = await post(site, { name: 'anna' });
      expect([made.status, attributesOf(made).status, attributesOf(made).mail]).toEqual([201, false, null]);
    },
  },
  {
    name: 'D6: a taken name and a taken e-mail are told together, whatever their case',
    async run(site) {
      await givePerson(site, 'anna');
      refusedWith(
        await post(site, { name: 'ANNA', mail: 'Anna@MAIL.example' }),
        422,
        ['/data/attributes/name', 'name: The username ANNA is already taken.'],
        ['/data/attributes/mail', 'mail: The email address Anna@MAIL.example is already taken.'],
      );
    },
  },
  ...['a/b', 'a#b', 'a,b', 'a:b', 'a&b', ' anna', 'anna ', 'two  spaces', 'a\tb', 'x'.repeat(61)].map((name) => ({
    name: `the name ${JSON.stringify(name.slice(0, 12))} is refused`,
    async run(site: TestSite) {
      const answer = await post(site, { name });
      expect([answer.status, answer.json]).toMatchObject([
        422,
        { errors: [{ source: { pointer: '/data/attributes/name' } }] },
      ]);
    },
  })),
  ...["O'Brien", 'a+b@x.example', 'jörg', '李小龍', 'x'.repeat(60), 'Anna Berg'].map((name) => ({
    name: `the name ${JSON.stringify(name.slice(0, 14))} is taken`,
    run: async (site: TestSite) => expect((await post(site, { name })).status).toBe(201),
  })),
  {
    name: 'D10: a role is known by its uuid and not by its machine name',
    async run(site) {
      const withRole = (id: string) =>
        site.ask('POST', usersPath, {
          json: {
            data: {
              type: 'user--user',
              attributes: { name: 'anna' },
              relationships: { roles: { data: [{ type: 'user_role--user_role', id }] } },
            },
          },
        });
      refusedWith(await withRole('editor'), 404, [undefined, 'identified by `user_role--user_role:editor`']);
      expect((await withRole(await roleId(site, 'editor'))).json).toHaveProperty(
        'data.relationships.roles.data.0.meta.drupal_internal__target_id',
        'editor',
      );
    },
  },
  {
    name: 'D17: a change that does not repeat the uuid is refused',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const json = { data: { type: 'user--user', attributes: { name: 'bert' } } };
      refusedWith(await site.ask('PATCH', `${usersPath}/${id}`, { json }), 400, [
        undefined,
        'does not match the ID in the payload',
      ]);
    },
  },
  {
    name: 'D18: one’s own e-mail is not changed without one’s password',
    run: async (site) =>
      refusedWith(await patch(site, site.serviceId, { mail: 'other@mail.example' }), 422, [
        '/data/attributes/mail',
        'Your current password is missing or incorrect',
      ]),
  },
  {
    name: 'D19: a create that is repeated is refused: for its name, and for its uuid where the name is another',
    async run(site) {
      const id = '11111111-2222-4333-8444-555555555555';
      const create = (name: string) =>
        site.ask('POST', usersPath, { json: { data: { type: 'user--user', id, attributes: { name } } } });
      expect((await create('anna')).status).toBe(201);
      refusedWith(await create('anna'), 422, ['/data/attributes/name', 'is already taken']);
      refusedWith(await create('bert'), 409, [undefined, 'Conflict: Entity already exists.']);
    },
  },
  {
    name: 'D20: a change that changes nothing leaves the time of the last change, another moves it',
    async run(site) {
      const id = await givePerson(site, 'anna');
      await site.age(id);
      const old = attributesOf(await patch(site, id, { name: 'anna' })).changed;
      expect(Date.parse(String(old))).toBe(1_700_000_000_000);
      const moved = attributesOf(await patch(site, id, { name: 'annika' })).changed;
      expect(Date.parse(String(moved))).toBeGreaterThan(1_700_000_000_000);
    },
  },
  {
    name: 'D22: who is made gets no mail, nor who is blocked; who is unblocked gets one',
    async run(site) {
      const id = await givePerson(site, 'anna');
      await patch(site, id, { status: false });
      expect(await site.mails()).toEqual([]);
      await patch(site, id, { status: true });
      expect(await site.mails()).toEqual(['user_status_activated anna@mail.example']);
    },
  },
  ...[null, ''].map((mail) => ({
    name: `D26: an e-mail is not emptied by ${JSON.stringify(mail)}`,
    async run(site: TestSite) {
      const id = await givePerson(site, 'anna');
      refusedWith(await patch(site, id, { mail }), 422, ['/data/attributes/mail', 'Email field is required.']);
    },
  })),
  {
    name: 'null empties a field of the site and the language; the time zone becomes the site’s',
    async run(site) {
      const id = await givePerson(site, 'anna', {
        field_first_name: 'Anna',
        preferred_langcode: 'de',
        timezone: 'Europe/Paris',
      });
      const after = attributesOf(
        await patch(site, id, { field_first_name: null, preferred_langcode: null, timezone: null }),
      );
      expect(after).toMatchObject({ field_first_name: null, preferred_langcode: null, timezone: 'UTC' });
    },
  },
  {
    name: 'an account that is made without them has the site’s language and time zone',
    run: async (site) =>
      expect(attributesOf(await post(site, { name: 'anna' }))).toMatchObject({
        preferred_langcode: 'en',
        timezone: 'UTC',
      }),
  },
  ...(
    [
      ['mail', 'nobody', '/data/attributes/mail/value'],
      ['timezone', 'Mars/Olympus', '/data/attributes/timezone/value'],
      ['preferred_langcode', 'fr', '/data/attributes/preferred_langcode/value'],
    ] as const
  ).map(([field, value, pointer]) => ({
    name: `${field} ${value} is refused, and which field it is said`,
    async run(site: TestSite) {
      const { status, json } = await patch(site, await givePerson(site, 'anna'), { [field]: value });
      expect([status, json]).toMatchObject([
        422,
        { errors: [{ source: { pointer } }, ...(field.includes('lang') ? [{}] : [])] },
      ]);
    },
  })),
  {
    name: 'an attribute that the site does not have is refused without a pointer',
    async run(site) {
      const answer = await patch(site, await givePerson(site, 'anna'), { field_nope: 'x' });
      refusedWith(answer, 422, [undefined, 'The attribute field_nope does not exist on the user--user resource type.']);
    },
  },
  ...['changed', 'drupal_internal__uid'].map((field) => ({
    name: `${field} is nobody’s to write`,
    async run(site: TestSite) {
      const answer = await patch(site, await givePerson(site, 'anna'), { [field]: 7 });
      expect(answer.status).toBe(403);
    },
  })),
  {
    name: 'display_name is ignored without a word, a name is changed',
    async run(site) {
      const id = await givePerson(site, 'anna');
      expect(attributesOf(await patch(site, id, { display_name: 'Anna Berg' }))).toMatchObject({
        display_name: 'anna',
      });
      expect(attributesOf(await patch(site, id, { name: 'Annika' }))).toMatchObject({
        name: 'Annika',
        display_name: 'Annika',
      });
    },
  },
];

function post(site: TestSite, attributes: object): Promise<SiteAnswer> {
  return site.ask('POST', usersPath, { json: { data: { type: 'user--user', attributes } } });
}

function patch(site: TestSite, id: string, attributes: object): Promise<SiteAnswer> {
  return site.ask('PATCH', `${usersPath}/${id}`, { json: { data: { type: 'user--user', id, attributes } } });
}

/** With exactly these errors, each by its pointer and a part of its text. */
function refusedWith(
  answer: SiteAnswer,
  status: number,
  ...errors: readonly (readonly [string | undefined, string])[]
) {
  const given =
    (answer.json as { errors: readonly { detail: string; source?: { pointer: string } }[] } | undefined)?.errors ?? [];
  expect([answer.status, given.map(({ source, detail }) => [source?.pointer, detail])]).toEqual([
    status,
    errors.map(([pointer, part]) => [pointer, expect.stringContaining(part)]),
  ]);
}
