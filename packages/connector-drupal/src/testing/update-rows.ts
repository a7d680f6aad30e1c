import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { attributesOf, givePerson, usersPath } from './test-site.js';

export const updateRows: readonly Row[] = [
  {
    name: 'nothing to change is nothing to write (D20)',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const before = await get(await givePerson(site, 'anna', { field_first_name: 'Anna' }, ['editor']), signal);
      await site.takeWrites();
      const nothing = change({
        set: { mail: 'ANNA@mail.example', field_first_name: 'Anna', timezone: 'UTC' },
        cleared: ['field_last_name'],
        added: { roles: ['editor'] },
        removed: { roles: ['publisher'] },
      });
      expect(await update(refer(before), nothing, signal)).toEqual(before);
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'a person is renamed',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const before = await get(await givePerson(site, 'anna'), signal);
      const after = await update(refer(before), change({ set: { name: 'anna.berg' } }), signal);
      expect([after.fields.name, after.identity]).toEqual(['anna.berg', before.identity]);
    },
  },
  {
    name: 'a name and an e-mail are not cleared, and nothing is sent (D26)',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const before = await get(await givePerson(site, 'anna'), signal);
      await site.takeWrites();
      for (const field of ['name', 'mail']) {
        const error = await rejection(update(refer(before), change({ cleared: [field] }), signal));
        expect([error.kind, error.field]).toEqual(['invalid', field]);
      }
      expect(await site.takeWrites()).toEqual([]);
    },
  },
  {
    name: 'an e-mail of somebody else is a conflict',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      await givePerson(site, 'bert');
      const before = await get(await givePerson(site, 'anna'), signal);
      const { kind, field } = await rejection(
        update(refer(before), change({ set: { mail: 'bert@mail.example' } }), signal),
      );
      expect([kind, field]).toEqual(['conflict', 'mail']);
    },
  },
  {
    name: 'roles are taken and given one by one, and one that is given at the same time stays',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', {}, ['editor']);
      const before = await get(id, signal);
      const second = usersOf(site.connect());
      await second.update(refer(before), change({ added: { roles: ['contributor'] } }), signal);
      await site.takeWrites();
      const roles = change({ added: { roles: ['publisher'] }, removed: { roles: ['editor'] } });
      const after = await update(refer(before), roles, signal);
      expect(after.fields.roles).toEqual(['contributor', 'publisher']);
      const path = `${usersPath}/${id}/relationships/roles`;
      expect(await site.takeWrites()).toEqual([`DELETE ${path}`, `POST ${path}`]);
    },
  },
  {
    name: 'a role that was made anew under its name is given',
    async run(site) {
      const { create, get, update } = usersOf(site.connect());
      await create({ name: 'bert', roles: ['editor'] }, signal);
      await site.deleteRole('editor');
      await site.createRole('editor', []);
      const before = await get(await givePerson(site, 'anna'), signal);
      const after = await update(refer(before), change({ added: { roles: ['editor'] } }), signal);
      expect(after.fields.roles).toEqual(['editor']);
    },
  },
  {
    name: 'a field of the site is set, emptied, and left alone when it is not named',
    async run(site) {
      const { get, update } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', { field_first_name: 'Anna', field_job_title: 'Boss' });
      const emptied = await update(refer(await get(id, signal)), change({ cleared: ['field_first_name'] }), signal);
      expect(emptied.fields).toMatchObject({ field_first_name: '', field_job_title: 'Boss' });
      const shown = attributesOf(await site.ask('GET', `${usersPath}/${id}`));
      expect([shown.field_first_name, shown.field_job_title]).toEqual([null, 'Boss']);
    },
  },
  {
    name: 'an account that is gone is not-found',
    async run(site) {
      await site.setCancelMethod('user_cancel_delete');
      const { get, update, deactivate } = usersOf(site.connect());
      const before = await get(await givePerson(site, 'anna'), signal);
      await site.ask('DELETE', `${usersPath}/${before.id}`);
      const errors = [
        await rejection(get(before.id, signal)),
        await rejection(update(refer(before), change({ set: { name: 'x' } }), signal)),
        await rejection(update(refer(before), change({ added: { roles: ['editor'] } }), signal)),
        await rejection(deactivate(refer(before), signal)),
      ];
      expect(errors.map(({ kind }) => kind)).toEqual(Array(4).fill('not-found'));
    },
  },
];
