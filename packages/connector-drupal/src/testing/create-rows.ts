import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import { logIn } from './log-in.js';
import type { Row } from './row.js';
import { attributesOf, givePerson, usersPath } from './test-site.js';

const anna = { name: 'anna', mail: 'anna@mail.example' };

export const createRows: readonly Row[] = [
  {
    name: 'an account is made active (D5), is itself by its uuid, and tells when it was made',
    async run(site) {
      const account = await usersOf(site.connect()).create(anna, signal);
      expect(account).toMatchObject({ active: true, privileged: false, fields: { ...anna, roles: [] } });
      expect(account.identity).toBe(account.id);
      expect(Math.abs((account.created ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(attributesOf(await site.ask('GET', `${usersPath}/${account.id}`)).status).toBe(true);
    },
  },
  {
    name: 'a new account gets its roles with the same request (D10)',
    async run(site) {
      const { create } = usersOf(site.connect());
      await site.takeWrites();
      const account = await create({ ...anna, roles: ['publisher', 'editor'] }, signal);
      expect(account.fields.roles).toEqual(['editor', 'publisher']);
      expect(await site.takeWrites()).toEqual([`POST ${usersPath}`]);
    },
  },
  {
    name: 'a taken name and a taken e-mail are conflicts that name the field, and are sent once (D6)',
    async run(site) {
      await givePerson(site, 'anna');
      const { create } = usersOf(site.connect());
      await site.takeWrites();
      const name = await rejection(create({ name: 'Anna', mail: 'other@mail.example' }, signal));
      const mail = await rejection(create({ name: 'other', mail: 'ANNA@mail.example' }, signal));
      expect([name.kind, name.field, mail.kind, mail.field]).toEqual(['conflict', 'name', 'conflict', 'mail']);
      expect(await site.takeWrites()).toEqual([`POST ${usersPath}`, `POST ${usersPath}`]);
    },
  },
  {
    name: 'an impossible name, e-mail or time zone is invalid and names the field',
    async run(site) {
      const { create } = usersOf(site.connect());
      const errors = [
        await rejection(create({ ...anna, name: 'a/b' }, signal)),
        await rejection(create({ ...anna, mail: 'nobody' }, signal)),
        await rejection(create({ ...anna, timezone: 'Mars/Olympus' }, signal)),
      ];
      expect(errors.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
        'invalid name',
        'invalid mail',
        'invalid timezone',
      ]);
    },
  },
  {
    name: 'a field that the site does not have is named, with where to make it',
    async run(site) {
      const error = await rejection(usersOf(site.connect()).create({ ...anna, field_nope: 'x' }, signal));
      expect([error.kind, error.field, error.message]).toEqual([
        'unsupported',
        'field_nope',
        expect.stringContaining('Manage fields'),
      ]);
    },
  },
  ...(
    [
      ['de', 'de'],
      ['pt-br', 'pt-br'],
      ['de-at', 'de'],
      ['fr-ca', 'en'],
    ] as const
  ).map(
    ([wanted, read]): Row => ({
      name: `who wants ${wanted} reads ${read}: a language that the site does not have keeps nobody out`,
      async run(site) {
        const { create, update } = usersOf(site.connect());
        const account = await create({ ...anna, preferred_langcode: wanted }, signal);
        expect(account.fields.preferred_langcode).toBe(read);
        await site.takeWrites();
        const current = { id: account.id, identity: account.identity, current: account };
        const set = { preferred_langcode: wanted };
        await update(current, { set, cleared: [], added: {}, removed: {} }, signal);
        expect(await site.takeWrites()).toEqual([]);
      },
    }),
  ),
  {
    name: 'a role that is not there is invalid, and nobody is made',
    async run(site) {
      const { create } = usersOf(site.connect());
      await site.takeWrites();
      const { kind, field, message } = await rejection(create({ ...anna, roles: ['nope'] }, signal));
      expect([kind, field]).toEqual(['invalid', 'roles']);
      expect(message).toContain('the role nope');
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'who may not see roles learns them from those who have one (D11)',
    async run(site) {
      await givePerson(site, 'bert', {}, ['editor']);
      await site.setServiceRole('blind');
      const { create } = usersOf(site.connect());
      expect((await create({ ...anna, roles: ['editor'] }, signal)).fields.roles).toEqual(['editor']);
      const unseen = await rejection(create({ name: 'carl', roles: ['publisher'] }, signal));
      expect([unseen.kind, unseen.message]).toEqual(['invalid', expect.stringContaining('Administer permissions')]);
    },
  },
  {
    name: 'somebody signs in with the password of the create, then with that of an update alone, and no answer shows either',
    async run(site) {
      const { create, update } = usersOf(site.connect());
      const made = await create({ ...anna, pass: 'F1rst pa&ss"wörd' }, signal);
      expect(await logIn(site, 'anna', 'F1rst pa&ss"wörd')).toBeDefined();
      const changed = await update(refer(made), change({ set: { pass: 'S3cond <pass>' } }), signal);
      expect(await logIn(site, 'anna', 'S3cond <pass>')).toBeDefined();
      expect(await logIn(site, 'anna', 'F1rst pa&ss"wörd')).toBeUndefined();
      expect(JSON.stringify([made, changed])).not.toMatch(/F1rst|S3cond/);
    },
  },
  {
    name: 'Drupal’s own attributes are not the mapping’s to write',
    async run(site) {
      const { create } = usersOf(site.connect());
      await site.takeWrites();
      for (const field of ['status', 'created', 'drupal_internal__uid', 'display_name']) {
        const error = await rejection(create({ ...anna, [field]: 'x' }, signal));
        expect([error.kind, error.field]).toEqual(['unsupported', field]);
      }
      expect(await site.takeWrites()).toEqual([]);
    },
  },
];
