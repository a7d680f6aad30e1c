import { rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, type TestSite } from './test-site.js';

async function idOf(site: TestSite, remote: string, value: string): Promise<string | undefined> {
  return (await usersOf(site.connect()).find({ remote, value }, signal))?.id;
}

export const findRows: readonly Row[] = [
  {
    name: 'an e-mail is found beside one that it is a part of (W14)',
    async run(site) {
      await givePerson(site, 'malice', { email: 'malice@corp.example' });
      expect(await idOf(site, 'email', 'alice@corp.example')).toBeUndefined();
      const alice = await givePerson(site, 'alice', { email: 'Alice@corp.example' });
      expect(await idOf(site, 'email', 'alice@corp.example')).toBe(String(alice));
    },
  },
  {
    name: 'a log-in that looks like another e-mail is found (W15)',
    async run(site) {
      const bob = await givePerson(site, 'bob@corp.example', { email: 'bob.b@corp.example' });
      expect(await idOf(site, 'username', 'bob@corp.example')).toBe(String(bob));
      expect(await idOf(site, 'username', 'bob.b@corp.example')).toBeUndefined();
    },
  },
  {
    name: 'and is found when its author’s page has any other name (W15)',
    async run(site) {
      const bob = await givePerson(site, 'bob@corp.example', { slug: 'the-bob' });
      expect(await idOf(site, 'username', 'bob@corp.example')).toBe(String(bob));
    },
  },
  {
    name: 'a log-in of digits is not another one’s part, nor an id (W16)',
    async run(site) {
      const person = await givePerson(site, '12345');
      expect(await idOf(site, 'username', '12345')).toBe(String(person));
      expect(await idOf(site, 'username', '1234')).toBeUndefined();
      expect(await idOf(site, 'username', String(site.adminId))).toBeUndefined();
    },
  },
  {
    name: 'a name elsewhere in the account is not its log-in',
    async run(site) {
      await givePerson(site, 'anna', { name: 'berta', nickname: 'berta' });
      expect(await idOf(site, 'username', 'berta')).toBeUndefined();
      expect(await idOf(site, 'username', '')).toBeUndefined();
    },
  },
  {
    name: 'wrong credentials find nobody and list nobody: they are refused (W2)',
    async run(site) {
      const { find, list } = usersOf(site.connect({ password: 'wrong wrong wrong' }));
      expect((await rejection(find({ remote: 'username', value: 'admin' }, signal))).kind).toBe('auth');
      expect((await rejection(list(undefined, signal))).kind).toBe('auth');
      expect((await rejection(list('100:7', signal))).kind).toBe('auth');
    },
  },
];
