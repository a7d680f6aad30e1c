import { rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, type TestSite } from './test-site.js';

async function idOf(site: TestSite, remote: string, value: unknown): Promise<string | undefined> {
  return (await usersOf(site.connect()).find({ remote, value }, signal))?.id;
}

export const findRows: readonly Row[] = [
  {
    name: 'an e-mail is found whatever its case, and beside one that it is a part of (D13)',
    async run(site) {
      await givePerson(site, 'malice', { mail: 'malice@corp.example' });
      expect(await idOf(site, 'mail', 'alice@corp.example')).toBeUndefined();
      const alice = await givePerson(site, 'alice', { mail: 'Alice@corp.example' });
      expect(await idOf(site, 'mail', 'alice@corp.example')).toBe(alice);
    },
  },
  {
    name: 'a plus sign is a plus sign (D25)',
    async run(site) {
      await givePerson(site, 'an na', { mail: 'other@corp.example' });
      const plus = await givePerson(site, 'an+na', { mail: 'an+na@corp.example' });
      expect(await idOf(site, 'name', 'an+na')).toBe(plus);
      expect(await idOf(site, 'mail', 'an+na@corp.example')).toBe(plus);
    },
  },
  {
    name: 'nobody is found by nothing, nor the visitor by a name (D15)',
    async run(site) {
      for (const value of ['', 'Anonymous', undefined]) expect(await idOf(site, 'name', value)).toBeUndefined();
    },
  },
  {
    name: 'without the companion nobody is found by an external id, and no error',
    async run(site) {
      expect(await idOf(site, 'linkspan_external_id', 'x')).toBeUndefined();
    },
  },
  {
    name: 'by anything else nothing is looked for',
    async run(site) {
      const { find } = usersOf(site.connect());
      expect((await rejection(find({ remote: 'timezone', value: 'UTC' }, signal))).kind).toBe('unsupported');
    },
  },
  {
    name: 'a listing has everybody but the visitor, page by page (D14, D15)',
    async run(site) {
      const made: string[] = [];
      for (let n = 0; n < 51; n += 1) made.push(await givePerson(site, `p${n}`));
      const { list } = usersOf(site.connect());
      const first = await list(undefined, signal);
      const second = await list(first.next, signal);
      const ids = [...first.items, ...second.items].map(({ id }) => id);
      expect(ids).toEqual([site.adminId, site.serviceId, ...made]);
      expect([first.complete, second.complete, second.next]).toEqual([true, true, undefined]);
    },
  },
  {
    name: 'wrong credentials find nobody and list nobody: they are refused (D2)',
    async run(site) {
      const { find, list, get } = usersOf(site.connect({ password: 'wrong wrong wrong' }));
      const kinds = [
        await rejection(find({ remote: 'name', value: 'admin' }, signal)),
        await rejection(list(undefined, signal)),
        await rejection(list('2', signal)),
        await rejection(get(site.adminId, signal)),
      ].map(({ kind }) => kind);
      expect(kinds).toEqual(['auth', 'auth', 'auth', 'auth']);
    },
  },
  {
    name: 'refused credentials are tried once, by however many calls, connections and checks (D3)',
    async run(site) {
      await givePerson(site, 'robot', {}, ['linkspan']);
      const wrong = { username: 'robot', password: 'not this one' };
      for (let n = 0; n < 3; n += 1) {
        const users = usersOf(site.connect(wrong));
        const calls = [
          users.list(undefined, signal),
          users.get(site.adminId, signal),
          users.create({ name: 'x' }, signal),
        ];
        await Promise.all(calls.map(rejection));
      }
      // Six more would have locked the account.
      const { json } = await site.ask('GET', '/jsonapi', { as: 'robot:Old-pass-1' });
      expect(json).toHaveProperty('meta.links.me');
    },
  },
  {
    name: 'who is shown a part of an account only is told which permission is missing',
    async run(site) {
      const id = await givePerson(site, 'anna');
      await site.setServiceRole('powerless');
      const { get, list } = usersOf(site.connect());
      const one = await rejection(get(id, signal));
      expect([one.kind, one.message]).toEqual(['unsupported', expect.stringContaining('"Administer users"')]);
      // Neither an empty list nor one of some.
      expect(
        await list(undefined, signal).then(
          ({ complete }) => complete,
          () => false,
        ),
      ).toBe(false);
    },
  },
];
