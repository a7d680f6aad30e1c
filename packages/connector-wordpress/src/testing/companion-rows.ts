import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect } from 'vitest';
import type { Row } from './row.js';
import { givePerson, type TestSite } from './test-site.js';

/** As somebody who is not Linkspan, with an application password of their own. */
async function asAdministrator(site: TestSite): Promise<string> {
  const route = `/wp/v2/users/${site.adminId}/application-passwords`;
  const { json } = await site.rest('POST', route, { name: 'phone' });
  return `admin:${(json as { password: string }).password}`;
}

/** What a connector is told that begins to listen now. */
async function listen(site: TestSite) {
  const { changes } = usersOf(site.connect());
  let { checkpoint } = await changes(undefined, signal);
  return async () => {
    const page = await changes(checkpoint, signal);
    checkpoint = page.checkpoint;
    return page.items.map(({ at, ...item }) => item);
  };
}

/** What the connector makes of a companion, beside suspension. */
export const companionRows: readonly Row[] = [
  {
    name: 'the feed begins now, and tells of a person who was made, changed and deleted',
    async run(site) {
      const { changes } = usersOf(site.connect());
      expect(await changes(undefined, signal)).toMatchObject({ items: [], more: false, complete: true });
      const news = await listen(site);
      const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
      const [made] = await news();
      expect(made).toMatchObject({ id, kind: 'changed', fields: expect.arrayContaining(['username', 'roles']) });
      const admin = await asAdministrator(site);
      await site.rest('PUT', `/wp/v2/users/${id}`, { email: 'new@mail.example', first_name: 'Anna' }, admin);
      await site.rest('DELETE', `/wp/v2/users/${id}?force=true&reassign=1`, undefined, admin);
      expect(await news()).toEqual([
        { id, kind: 'changed', origin: 'theirs', by: 'admin', fields: ['email', 'first_name'] },
        { id, kind: 'deleted', origin: 'theirs', by: 'admin', fields: [] },
      ]);
      expect(await news()).toEqual([]);
    },
  },
  {
    name: 'what Linkspan does itself is marked, not left out',
    async run(site) {
      const { get, update, deactivate } = usersOf(site.connect());
      const id = String(await givePerson(site, 'anna'));
      const news = await listen(site);
      const after = await update(refer(await get(id, signal)), change({ set: { name: 'Anna Berg' } }), signal);
      await deactivate(refer(after), signal);
      expect(await news()).toEqual([
        { id, kind: 'changed', origin: 'ours', by: site.username, fields: ['name'] },
        { id, kind: 'changed', origin: 'ours', by: site.username, fields: ['active'] },
      ]);
    },
  },
  {
    name: 'W27: a save that changes nothing writes no row',
    async run(site) {
      const id = await givePerson(site, 'anna', { first_name: 'Anna', roles: ['editor'] });
      const news = await listen(site);
      await site.rest('PUT', `/wp/v2/users/${id}`, { first_name: 'Anna', roles: ['editor'], name: 'Anna' });
      await news();
      await site.rest('PUT', `/wp/v2/users/${id}`, { first_name: 'Anna', roles: ['editor'], name: 'Anna' });
      await site.rest('PUT', `/wp/v2/users/${id}`, {});
      expect(await news()).toEqual([]);
    },
  },
  {
    name: 'W28: a change of several roles and fields writes one row',
    async run(site) {
      const id = String(await givePerson(site, 'anna', { roles: ['editor', 'author'] }));
      const news = await listen(site);
      await site.rest('PUT', `/wp/v2/users/${id}`, { roles: ['contributor', 'subscriber'], last_name: 'Berg' });
      const rows = await news();
      expect(rows).toMatchObject([{ id, kind: 'changed' }]);
      expect(rows[0]?.fields?.toSorted()).toEqual(['last_name', 'roles']);
    },
  },
  {
    name: 'a checkpoint of before a backup, or of another site, forces a full listing',
    async run(site) {
      const { changes } = usersOf(site.connect());
      const { checkpoint } = await changes(undefined, signal);
      const [feed] = checkpoint.split(':');
      expect((await changes(`${feed}:999999`, signal)).complete).toBe(false);
      expect((await changes('another:1', signal)).complete).toBe(false);
      expect((await changes(checkpoint, signal)).complete).toBe(true);
    },
  },
  {
    name: 'an external id is written with the create, and finds its account: whole, and in its own case',
    async run(site) {
      const { create, find } = usersOf(site.connect());
      const fields = { username: 'anna', email: 'anna@mail.example', linkspan_external_id: '5f0c-Ab' };
      const { id, fields: read } = await create(fields, signal);
      expect(read.linkspan_external_id).toBe('5f0c-Ab');
      const found = await Promise.all(
        ['5f0c-Ab', '5f0c-ab', '5f0c-A', '5f0c%', '5f0c-A_', ''].map((value) =>
          find({ remote: 'linkspan_external_id', value }, signal),
        ),
      );
      expect(found.map((account) => account?.id)).toEqual([id, ...Array(5).fill(undefined)]);
    },
  },
  {
    name: 'an external id that another account has is a conflict that names the field, and leaves no half account',
    async run(site) {
      const { create, find } = usersOf(site.connect());
      const anna = { username: 'anna', email: 'anna@mail.example', linkspan_external_id: '5f0c' };
      const { id } = await create(anna, signal);
      const bert = { username: 'bert', email: 'bert@mail.example', linkspan_external_id: '5f0c' };
      const error = await rejection(create(bert, signal));
      expect([error.kind, error.field, error.outcomeUnknown]).toEqual(['conflict', 'linkspan_external_id', false]);
      expect(await find({ remote: 'username', value: 'bert' }, signal)).toBeUndefined();
      const other = await givePerson(site, 'carl');
      const meta = { linkspan_external_id: '5f0c' };
      const answers = [
        await site.rest('PUT', `/wp/v2/users/${other}`, { first_name: 'X', meta }),
        await site.rest('PUT', `/wp/v2/users/${id}`, { first_name: 'X', meta }),
      ];
      expect(answers.map(({ status, code }) => [status, code])).toEqual([
        [409, 'linkspan_external_id_taken'],
        [200, undefined],
      ]);
    },
  },
  {
    name: 'the mark of suspension cannot be written past the companion, nor by a person to themselves',
    async run(site) {
      const id = await givePerson(site, 'anna');
      const meta = { linkspan_suspended: true };
      const answer = await site.rest('PUT', `/wp/v2/users/${id}`, { meta });
      expect([answer.status, answer.code]).toEqual([403, 'rest_cannot_update']);
      expect(await site.canLogIn('anna', 'Old-pass-1')).toBe(true);
    },
  },
  {
    name: 'visitors and people without rights are told nothing by the companion',
    async run(site) {
      await site.setServiceRole('subscriber');
      const routes = ['/linkspan/v1', '/linkspan/v1/changes', '/linkspan/v1/users?login=admin', '/linkspan/v1/roles'];
      const asked = routes.flatMap((route) => [
        site.rest('GET', route),
        site.rest('GET', route, undefined, ''),
        site.rest('GET', route, undefined, `${site.username}:wrong`),
      ]);
      const statuses = (await Promise.all(asked)).map(({ status, code }) => `${status} ${code}`);
      expect(new Set(statuses.filter((_, index) => index % 3 === 0))).toEqual(new Set(['403 linkspan_forbidden']));
      expect(new Set(statuses.filter((_, index) => index % 3 === 1))).toEqual(new Set(['401 linkspan_forbidden']));
      expect(statuses.filter((_, index) => index % 3 === 2).every((status) => status.startsWith('401'))).toBe(true);
    },
  },
  {
    name: 'W20: the service account cannot lock itself out, nor take the last administrator away',
    async run(site) {
      await site.rest('GET', '/linkspan/v1');
      const { get, update } = usersOf(site.connect());
      const naming = change({ set: { first_name: 'Changed' } });
      const [self, last] = [`/wp/v2/users/${site.userId}`, `/wp/v2/users/${site.adminId}`];
      const attack = async () => [
        await site.rest('PUT', self, { roles: [] }),
        await site.rest('DELETE', `${self}?force=true&reassign=1`),
        await site.rest('PUT', `/linkspan/v1/users/${site.userId}/suspended`, { suspended: true }),
        await site.rest('PUT', last, { roles: ['editor'] }),
        await site.rest('DELETE', `${last}?force=true&reassign=${site.userId}`),
        await site.rest('PUT', `/linkspan/v1/users/${site.adminId}/suspended`, { suspended: true }),
      ];
      // As an administrator, too: the service account is nobody who could put things right.
      for (const role of ['administrator', 'provisioning'] as const) {
        await site.setServiceRole(role);
        const answers = (await attack()).map(({ status, code }) => `${status} ${code}`);
        expect([role, ...answers]).toEqual([role, ...Array(6).fill('409 linkspan_protected')]);
      }
      const still = () => site.rest('PUT', last, { first_name: 'Still' });
      // Nor, with a role of its own, change him otherwise: who sets his password is him.
      expect(await still()).toMatchObject({ status: 403, code: 'linkspan_out_of_reach' });
      expect((await rejection(update(refer(await get(String(site.adminId), signal)), naming, signal))).kind).toBe(
        'unsupported',
      );
      await site.setServiceRole('administrator');
      expect((await still()).status).toBe(200);
    },
  },
  {
    name: 'roles are listed, and which of them give power over others',
    async run(site) {
      const { json } = await site.rest('GET', '/linkspan/v1/roles');
      const { items } = json as { items: { key: string; privileged: boolean }[] };
      const privileged = items.filter((role) => role.privileged).map(({ key }) => key);
      expect(privileged.toSorted()).toEqual(['administrator', 'provisioning']);
      expect(items.map(({ key }) => key)).toContain('editor');
    },
  },
  {
    name: 'what an account owns is counted, drafts too, though the service account may not see them',
    async run(site) {
      const { owned } = usersOf(site.connect());
      const id = await givePerson(site, 'anna', { roles: ['editor'] });
      await site.createPost(site.adminId);
      await site.createPost(id, { status: 'draft' });
      await site.createPost(id, { type: 'page', status: 'private' });
      await site.setServiceRole('provisioning');
      expect(await owned({ id: String(id), identity: '' }, signal)).toEqual({ count: 2, of: 'posts, pages and files' });
    },
  },
];
