import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson } from './test-site.js';

export const createRows: readonly Row[] = [
  {
    name: 'somebody signs in with the password of the create, then with that of an update alone, and no answer shows either',
    async run(site) {
      const { create, update } = usersOf(site.connect());
      const fields = { username: 'anna', email: 'anna@mail.example', password: 'F1rst pa&ss"wörd' };
      const made = await create(fields, signal);
      expect(await site.canLogIn('anna', 'F1rst pa&ss"wörd')).toBe(true);
      const changed = await update(refer(made), change({ set: { password: 'S3cond <pass>' } }), signal);
      expect(await site.canLogIn('anna', 'S3cond <pass>')).toBe(true);
      expect(await site.canLogIn('anna', 'F1rst pa&ss"wörd')).toBe(false);
      expect(changed.identity).toBe(made.identity);
      expect(JSON.stringify([made, changed])).not.toMatch(/F1rst|S3cond/);
    },
  },
  {
    name: 'a password that the site refuses is invalid and named, and the account keeps the one that it has',
    async run(site) {
      const { create, update } = usersOf(site.connect());
      const made = await create({ username: 'anna', email: 'anna@mail.example', password: 'F1rst' }, signal);
      const refused = await rejection(update(refer(made), change({ set: { password: 'back\\slash' } }), signal));
      expect([refused.kind, refused.field]).toEqual(['invalid', 'password']);
      expect(await site.canLogIn('anna', 'F1rst')).toBe(true);
    },
  },
  {
    name: 'somebody without roles gets the site’s default role and is active (W19)',
    async run(site) {
      const { create } = usersOf(site.connect());
      const account = await create({ username: 'anna', email: 'anna@mail.example', roles: [] }, signal);
      expect(account).toMatchObject({
        active: true,
        fields: { roles: ['subscriber'] },
        memo: { roles: ['subscriber'] },
      });
    },
  },
  {
    name: 'an account tells when it was made, and by log-in and moment that it is itself',
    async run(site) {
      const { create } = usersOf(site.connect());
      const account = await create({ username: 'anna', email: 'anna@mail.example' }, signal);
      expect(Math.abs((account.created ?? 0) - Date.now())).toBeLessThan(60_000);
      expect(account.identity).toMatch(/^anna \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/);
    },
  },
  {
    name: 'a taken log-in and a taken e-mail are conflicts that name the field, and are sent once (W4, W5)',
    async run(site) {
      await givePerson(site, 'anna', { email: 'anna@mail.example' });
      const { create } = usersOf(site.connect());
      await site.takeWrites();
      const login = await rejection(create({ username: 'Anna', email: 'other@mail.example' }, signal));
      const email = await rejection(create({ username: 'other', email: 'ANNA@mail.example' }, signal));
      expect([login.kind, login.field, email.kind, email.field]).toEqual(['conflict', 'username', 'conflict', 'email']);
      expect(await site.takeWrites()).toEqual(['POST /wp/v2/users', 'POST /wp/v2/users']);
    },
  },
  {
    name: 'an impossible log-in or e-mail is invalid and names the field (W7)',
    async run(site) {
      const { create } = usersOf(site.connect());
      const login = await rejection(create({ username: 'a+b', email: 'a@mail.example' }, signal));
      const email = await rejection(create({ username: 'ab', email: 'nobody' }, signal));
      expect([login.kind, login.field, email.kind, email.field]).toEqual(['invalid', 'username', 'invalid', 'email']);
    },
  },
  {
    name: 'a language that the site does not have does not keep anybody out',
    async run(site) {
      const { create } = usersOf(site.connect());
      const account = await create({ username: 'anna', email: 'anna@mail.example', locale: 'xx_XX' }, signal);
      expect(account.fields.locale).toBe('en_US');
    },
  },
  {
    name: 'a given password is the person’s, else nobody knows it',
    async run(site) {
      const { create } = usersOf(site.connect());
      await create({ username: 'anna', email: 'anna@mail.example', password: 'Given-pass-1' }, signal);
      await create({ username: 'bert', email: 'bert@mail.example' }, signal);
      expect(await site.canLogIn('anna', 'Given-pass-1')).toBe(true);
      expect(await site.canLogIn('bert', 'undefined')).toBe(false);
    },
  },
];
