import { refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import { logIn, sessionLives } from './log-in.js';
import type { Row } from './row.js';
import { givePerson, usersPath } from './test-site.js';

export const leavingRows: readonly Row[] = [
  {
    name: 'deactivation blocks: no sign-in, no open session, the roles stay, and no mail is sent (D22, D23)',
    async run(site) {
      const { get, deactivate } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', {}, ['editor']);
      const cookie = (await logIn(site, 'anna', 'Old-pass-1')) ?? '';
      expect(await sessionLives(site, cookie)).toBe(true);
      const left = await deactivate(refer(await get(id, signal)), signal);
      expect(left).toMatchObject({ active: false, fields: { roles: ['editor'] } });
      expect(left).not.toHaveProperty('remaining');
      expect(await sessionLives(site, cookie)).toBe(false);
      expect(await logIn(site, 'anna', 'Old-pass-1')).toBeUndefined();
      expect(await site.mails()).toEqual([]);
    },
  },
  {
    name: 'a returner signs in with the old password, gets Drupal’s mail, and lost what was taken meanwhile before the door opened',
    async run(site) {
      const { get, deactivate, reactivate } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', {}, ['editor', 'publisher']);
      const left = await deactivate(refer(await get(id, signal)), signal);
      await site.takeWrites();
      const back = await reactivate({ ...refer(left), without: { roles: ['publisher', 'contributor'] } }, signal);
      expect(back).toMatchObject({ active: true, fields: { roles: ['editor'] } });
      const path = `${usersPath}/${id}`;
      expect(await site.takeWrites()).toEqual([`DELETE ${path}/relationships/roles`, `PATCH ${path}`]);
      expect(await site.mails()).toEqual(['user_status_activated anna@mail.example']);
      expect(await logIn(site, 'anna', 'Old-pass-1')).toBeDefined();
    },
  },
  {
    name: 'without a method that is named a removal blocks, and sends no DELETE',
    async run(site) {
      await site.setCancelMethod('user_cancel_delete');
      const { get, remove } = usersOf(site.connect());
      const account = await get(await givePerson(site, 'anna'), signal);
      await site.takeWrites();
      expect(await remove(refer(account), {}, signal)).toMatchObject({
        kind: 'deactivated',
        account: { active: false },
      });
      expect(await site.takeWrites()).toEqual([`PATCH ${usersPath}/${account.id}`]);
    },
  },
  ...(
    [
      ['user_cancel_block', 'deactivated', 'its owner’s'],
      ['user_cancel_block_unpublish', 'deactivated', 'its owner’s'],
      ['user_cancel_reassign', 'removed', 'the visitor’s'],
      ['user_cancel_delete', 'removed', 'gone'],
    ] as const
  ).map(
    ([method, kind, content]): Row => ({
      name: `${method}, accepted by name: the account is ${kind}, what it owned is ${content} (D7, D8)`,
      async run(site) {
        await site.setCancelMethod(method);
        const { get, remove } = usersOf(site.connect({ deletion: method }));
        const id = await givePerson(site, 'anna');
        const page = await site.createPage(id);
        const owner = await site.ownerOf(page);
        const account = await get(id, signal);
        expect((await remove(refer(account), {}, signal)).kind).toBe(kind);
        expect((await remove(refer(account), {}, signal)).kind).toBe(kind);
        const owners = { 'its owner’s': owner, 'the visitor’s': 0, gone: undefined };
        expect(await site.ownerOf(page)).toBe(owners[content]);
      },
    }),
  ),
  {
    name: 'a site that deletes although it was said to block is asked for no second one: the next leaver is blocked',
    async run(site) {
      await site.setCancelMethod('user_cancel_delete');
      const { get, remove } = usersOf(site.connect({ deletion: 'user_cancel_block' }));
      const first = await get(await givePerson(site, 'anna'), signal);
      const second = await get(await givePerson(site, 'bert'), signal);
      expect((await remove(refer(first), {}, signal)).kind).toBe('removed');
      expect(await remove(refer(second), {}, signal)).toMatchObject({ kind: 'deactivated' });
      expect((await get(second.id, signal)).active).toBe(false);
    },
  },
  {
    name: 'rest deletes at once, whatever the site’s method is (D24)',
    async run(site) {
      const { get, remove } = usersOf(site.connect({ deletion: 'rest' }));
      const id = await givePerson(site, 'anna');
      const page = await site.createPage(id);
      const account = await get(id, signal);
      expect(await remove(refer(account), {}, signal)).toEqual({ kind: 'removed' });
      expect(await remove(refer(account), {}, signal)).toEqual({ kind: 'removed' });
      expect(await site.ownerOf(page)).toBeUndefined();
    },
  },
  {
    name: 'rest where the REST module deletes no users says what to enable, and the account stays',
    async run(site) {
      await site.setRest(false);
      const { get, remove } = usersOf(site.connect({ deletion: 'rest' }));
      const account = await get(await givePerson(site, 'anna'), signal);
      const { kind, message } = await rejection(remove(refer(account), {}, signal));
      expect([kind, message]).toEqual(['unsupported', expect.stringContaining('rest.resource.entity.user')]);
      expect(await get(account.id, signal)).toEqual(account);
    },
  },
  {
    name: 'an heir is refused: who that is the site decides',
    async run(site) {
      const { get, remove } = usersOf(site.connect());
      const account = await get(await givePerson(site, 'anna'), signal);
      const { kind, field } = await rejection(remove(refer(account), { reassignTo: site.adminId }, signal));
      expect([kind, field]).toEqual(['unsupported', 'reassignTo']);
      expect(await get(account.id, signal)).toEqual(account);
    },
  },
];
