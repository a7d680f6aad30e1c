import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson } from './test-site.js';

export const updateRows: readonly Row[] = [
  ...(
    [
      ['name', 'Tom & "Jerry" <b>x</b>'],
      ['first_name', 'a < b > c &lt; d'],
      ['last_name', ' two  spaces %41 '],
      ['nickname', "O'Neil & søn 李"],
      ['url', 'example.com/?a=1&b=2'],
      ['url', 'HTTPS://Example.com/a b?q=[1]'],
      ['email', 'ANNA@mail.example'],
    ] as const
  ).map(
    ([field, value]): Row => ({
      name: `${field} ${JSON.stringify(value)} is written once (W10)`,
      async run(site) {
        const { get, update } = usersOf(site.connect());
        const id = String(await givePerson(site, 'anna', { email: 'anna@mail.example' }));
        if (field !== 'email') await update(refer(await get(id, signal)), change({ set: { [field]: value } }), signal);
        await site.takeWrites();
        await update(refer(await get(id, signal)), change({ set: { [field]: value } }), signal);
        expect(await site.takeWrites()).toEqual([]);
      },
    }),
  ),
  {
    name: 'nothing to change is nothing to write',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      const before = await get(id, signal);
      await site.takeWrites();
      const nothing = change({ added: { roles: ['editor'] }, removed: { roles: ['author'] } });
      expect(await update(refer(before), nothing, signal)).toEqual(before);
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'a cleared display name becomes the log-in, once (W11)',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { name: 'Anna Berg' }));
      const cleared = await update(refer(await get(id, signal)), change({ cleared: ['name'] }), signal);
      expect(cleared.fields.name).toBe('anna');
      await site.takeWrites();
      await update(refer(cleared), change({ cleared: ['name'] }), signal);
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'null is never written, and an e-mail is never cleared (W9)',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna', { email: 'anna@mail.example' }));
      const before = await get(id, signal);
      const cleared = await rejection(update(refer(before), change({ cleared: ['email'] }), signal));
      expect([cleared.kind, cleared.field]).toEqual(['invalid', 'email']);
      await update(refer(before), change({ set: { email: null, first_name: null } }), signal);
      expect(await get(id, signal)).toEqual(before);
    },
  },
  {
    name: 'an e-mail of somebody else is a conflict, an impossible one is invalid (W6)',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const before = await get(String(await givePerson(site, 'anna')), signal);
      const taken = await rejection(update(refer(before), change({ set: { email: site.adminEmail } }), signal));
      const bad = await rejection(update(refer(before), change({ set: { email: 'nobody' } }), signal));
      expect([taken.kind, taken.field, bad.kind, bad.field]).toEqual(['conflict', 'email', 'invalid', 'email']);
    },
  },
  {
    name: 'a log-in, an unknown field and a value too long are refused before anything is sent (W8, W21)',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const before = await get(String(await givePerson(site, 'anna')), signal);
      await site.takeWrites();
      const kinds = [
        { username: 'other' },
        { title: 'Boss' },
        { name: 'x'.repeat(251) },
        { email: `${'x'.repeat(90)}@mail.example` },
      ];
      const refused = await Promise.all(kinds.map((set) => rejection(update(refer(before), change({ set }), signal))));
      expect(refused.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
        'unsupported username',
        'unsupported title',
        'invalid name',
        'invalid email',
      ]);
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'who loses the last role gets the fallback role, and stays active',
    async run(site) {
      const { get, update } = usersOf(site.connect({ fallbackRole: 'contributor' }));
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      const after = await update(refer(await get(id, signal)), change({ removed: { roles: ['editor'] } }), signal);
      expect(after).toMatchObject({ active: true, fields: { roles: ['contributor'] } });
    },
  },
];
