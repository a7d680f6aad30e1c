import { runChecks } from '@linkspan/core';
import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, usersPath } from './test-site.js';

const anna = { name: 'anna', mail: 'anna@mail.example' };

/** What a site does that has the companion. */
export const companionRows: readonly Row[] = [
  {
    name: 'the checks find the companion and its version',
    async run(site) {
      const results = await runChecks(site.connect().checks, { signal });
      expect(results.at(-1)).toMatchObject({
        id: 'companion',
        status: 'passed',
        detail: expect.stringMatching(/^version \d/),
      });
    },
  },
  {
    name: 'an external id goes with the create, and finds its account, exactly',
    async run(site) {
      const { create, find } = usersOf(site.connect());
      await site.takeWrites();
      const account = await create({ ...anna, linkspan_external_id: 'Ab-1' }, signal);
      expect(account.fields.linkspan_external_id).toBe('Ab-1');
      expect(await site.takeWrites()).toEqual([`POST ${usersPath}`]);
      const idBy = async (value: string) => (await find({ remote: 'linkspan_external_id', value }, signal))?.id;
      expect([await idBy('Ab-1'), await idBy('ab-1'), await idBy('Ab')]).toEqual([account.id, undefined, undefined]);
    },
  },
  {
    name: 'D27: an external id that another account has is a conflict that names the field',
    async run(site) {
      const { create } = usersOf(site.connect());
      await create({ ...anna, linkspan_external_id: 'Ab-1' }, signal);
      const error = await rejection(
        create({ name: 'bert', mail: 'bert@mail.example', linkspan_external_id: 'Ab-1' }, signal),
      );
      expect([error.kind, error.field]).toEqual(['conflict', 'linkspan_external_id']);
    },
  },
  {
    name: 'who may not administer permissions sees roles by the companion',
    async run(site) {
      await site.createRole('hr', ['administer users']);
      const hr = await givePerson(site, 'hanna', {}, ['hr']);
      await site.setServiceRole('blind');
      const { create, get } = usersOf(site.connect());
      expect((await create({ ...anna, roles: ['publisher'] }, signal)).fields.roles).toEqual(['publisher']);
      expect((await get(hr, signal)).privileged).toBe(true);
    },
  },
  {
    name: 'what an account owns is counted',
    async run(site) {
      const { owned } = usersOf(site.connect());
      const id = await givePerson(site, 'anna');
      await site.createPage(id);
      await site.createPage(site.adminId);
      expect(await owned({ id, identity: id }, signal)).toMatchObject({ count: 1 });
    },
  },
  {
    name: 'the feed begins now, and tells who was made, changed and deleted since, by whom, and whether it was us',
    async run(site) {
      const { changes, create, update } = usersOf(site.connect());
      const begin = await changes(undefined, signal);
      expect(begin).toMatchObject({ items: [], complete: true });
      const account = await create(anna, signal);
      await update(refer(account), change({ set: { field_first_name: 'Anna' } }), signal);
      const robot = await givePerson(site, 'robot', {}, ['linkspan']);
      const as = 'robot:Old-pass-1';
      const json = { data: { type: 'user--user', id: account.id, attributes: { name: 'annika' } } };
      expect((await site.ask('PATCH', `${usersPath}/${account.id}`, { json, as })).status).toBe(200);
      await site.setCancelMethod('user_cancel_delete');
      await site.ask('DELETE', `${usersPath}/${account.id}`, { as });
      // Rows show once no smaller number can still appear.
      const { items, checkpoint, complete } = await settled(() => changes(begin.checkpoint, signal), 5);
      const about = items.filter(({ id }) => id === account.id).map(({ kind, origin, by }) => [kind, origin, by]);
      expect(about).toEqual([
        ['changed', 'ours', site.username],
        ['changed', 'ours', site.username],
        ['changed', 'theirs', 'robot'],
        ['deleted', 'theirs', 'robot'],
      ]);
      expect(items.filter(({ id }) => id === robot).length).toBeGreaterThan(0);
      expect(items.find(({ by, kind }) => by === 'robot' && kind === 'changed')?.fields).toEqual(['name']);
      expect(complete).toBe(true);
      expect(await changes(checkpoint, signal)).toMatchObject({ items: [], checkpoint, complete: true, more: false });
    },
  },
  {
    name: 'a checkpoint of another feed is a gap',
    async run(site) {
      expect(await usersOf(site.connect()).changes('11111111-2222-4333-8444-555555555555:3', signal)).toMatchObject({
        complete: false,
      });
    },
  },
  {
    name: 'a companion that is not for the service account is as good as none',
    async run(site) {
      await site.setServiceRole('powerless');
      expect((await rejection(usersOf(site.connect()).changes(undefined, signal))).kind).toBe('unsupported');
    },
  },
];

async function settled<Result extends { readonly items: readonly unknown[] }>(
  read: () => Promise<Result>,
  count: number,
): Promise<Result> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const result = await read();
    if (result.items.length >= count || Date.now() > deadline) return result;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
