import assert from 'node:assert/strict';
import type { Link, LinkFacts } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import { newMembership, recordMember } from './membership-steps.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const account: LinkFacts = {
  state: 'tombstone',
  accountId: '7',
  identity: 'ada 2020-01-01',
  accountActive: false,
  sent: { login: 'ada' },
  memo: { roles: ['editor'] },
};

export const returnerCases: readonly StoreCase[] = [
  {
    name: 'who returns with the same externalId takes over the links as they are, and no removal survives',
    async run(context) {
      const { createUser, change, nextId, application, store } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const former = await makeLeaver(context, ada);
      const returner = { type: 'User', id: nextId(), version: 0 };
      await change(returner, { resource: { userName: 'lovelace' }, externalId: 'x-1' });

      assert.deepEqual(await getLink(context, returner.id), {
        ...former,
        resourceId: returner.id,
        revision: former.revision + 1,
        attempts: 0,
        leaver: false,
      });
      assert.equal(await store.links.find(application, ada.id), undefined);
      assert.equal((await store.links.findByAccount(application, 'User', '7'))?.resourceId, returner.id);
    },
  },
  {
    name: 'the links of who returns have the origin of the return',
    async run(context) {
      const { createUser, change, nextId, application, scope, store } = context;
      const target = { application, directory: scope.directory };
      for (const requestId of ['q-2', undefined]) {
        const externalId = nextId();
        const ada = await createUser({ userName: 'ada' }, { externalId });
        const leaver = { id: ada.id, type: 'User', label: 'ada', leaver: true, origin: { requestId: 'q-1' } };
        await store.links.touch(target, [leaver], {});
        await change(ada, { resource: 'trash' });
        const returner = { type: 'User', id: nextId(), version: 0 };
        const journal = {
          actor: 'client:idp',
          action: 'create',
          directory: scope.directory,
          resourceType: 'User',
          resourceId: returner.id,
          ...(requestId !== undefined && { requestId }),
        };
        const returned = await change(returner, { resource: { userName: 'ada' }, externalId, journal });
        const { origin } = await getLink(context, returner.id);
        assert.deepEqual(origin, requestId === undefined ? undefined : { requestId });
        await change(returned, { resource: 'trash' });
      }
    },
  },
  {
    name: 'the memberships of who returns come along, and are open',
    async run(context) {
      const { createUser, application, store, nextId } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await makeLeaver(context, ada);
      const [staff, board, eve] = [nextId(), nextId(), nextId()];
      const second = `${application}-second`;
      const pairs = [staff, board].flatMap((group) => [ada.id, eve].map((member) => ({ group, member })));
      for (const name of [application, second]) await store.memberships.touch(name, pairs);
      await recordMember(context, { group: staff, member: ada.id }, { agreed: 'in', accountId: '7', open: false });
      await recordMember(context, { group: board, member: ada.id }, { agreed: 'out', open: false });
      const others = await store.memberships.listByMember(application, [eve]);

      const returner = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      assert.deepEqual(await store.memberships.listByMember(application, [returner.id]), [
        { group: staff, member: returner.id, agreed: 'in', accountId: '7', open: true, revision: 2 },
        { ...newMembership(board, returner.id), revision: 2 },
      ]);
      assert.deepEqual(await store.memberships.listByMember(application, [ada.id]), []);
      assert.deepEqual(await store.memberships.listByMember(application, [eve]), others);
      assert.equal((await store.memberships.listByMember(second, [ada.id])).length, 2, 'it has no link there');
    },
  },
  {
    name: 'a group that returns has the members that it had at the application, and all are open',
    async run(context) {
      const { createGroup, change, application, store, nextId } = context;
      const staff = await createGroup('Staff', [], { externalId: 'g-1' });
      const [outer, ada, eve] = [nextId(), nextId(), nextId()];
      await store.memberships.touch(application, [
        { group: outer, member: staff.id },
        { group: outer, member: ada },
        ...[ada, eve].map((member) => ({ group: staff.id, member })),
      ]);
      await recordMember(context, { group: staff.id, member: ada }, { agreed: 'in', accountId: '7', open: false });
      await change(staff, { resource: 'trash' });
      const { id } = await createGroup('Staff', [], { externalId: 'g-1' });
      assert.deepEqual(await store.memberships.listByMember(application, [staff.id, ada, eve, id]), [
        newMembership(outer, ada),
        { group: id, member: ada, agreed: 'in', accountId: '7', open: true, revision: 2 },
        { ...newMembership(id, eve), revision: 2 },
        { ...newMembership(outer, id), revision: 2 },
      ]);
    },
  },
  {
    name: 'a late touch of who was deleted makes no link again',
    async run(context) {
      const { createUser, application, scope, store } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await makeLeaver(context, ada);
      const returner = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const leaver = { id: ada.id, type: 'User', label: 'ada', leaver: true };
      await store.links.touch({ application, directory: scope.directory }, [leaver], { dueAt: 1, onlyExisting: true });
      assert.equal(await store.links.find(application, ada.id), undefined);
      assert.equal((await getLink(context, returner.id)).leaver, false);
    },
  },
  {
    name: 'a removal under way when the person returns is not final',
    async run(context) {
      const { createUser, application, store } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await makeLeaver(context, ada);
      const now = Date.now() + 120_000;
      const lease = { token: `lease-${ada.id}`, milliseconds: 60_000 };
      const [claimed] = await store.links.claim(application, { now, limit: 1, lease, resourceIds: [ada.id] });
      assert.ok(claimed);
      const returner = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      assert.deepEqual(await claimAll(context, now), [], 'the lease stays with who works on it');
      const release = { release: { attempts: 0 } };
      assert.equal(await store.links.record(claimed, lease, { accountId: null, state: 'tombstone' }, release), true);
      const link = await getLink(context, returner.id);
      assert.equal(link.accountId, undefined);
      assert.notEqual(link.dueAt, undefined);
    },
  },
  {
    name: 'the links of every application come along',
    async run(context) {
      const { createUser, application, scope, store } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await makeLeaver(context, ada);
      const second = `${application}-second`;
      const toucher = { id: ada.id, type: 'User', label: 'ada', leaver: true };
      await store.links.touch({ application: second, directory: scope.directory }, [toucher], {});
      const returner = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      assert.ok(await store.links.find(application, returner.id));
      assert.ok(await store.links.find(second, returner.id));
    },
  },
  {
    name: 'of several with one externalId, the last one deleted is who returns',
    async run(context) {
      const { createUser, change } = context;
      const first = await createUser({ userName: 'first' }, { externalId: 'x-1' });
      const second = await createUser({ userName: 'second' }, { externalId: 'x-1' });
      await makeLink(context, first);
      await makeLink(context, second);
      await change(second, { resource: 'trash' });
      await change(first, { resource: 'trash' });
      const [formerFirst, formerSecond] = [await getLink(context, first.id), await getLink(context, second.id)];
      const returner = await createUser({ userName: 'again' }, { externalId: 'x-1' });
      assert.equal((await getLink(context, returner.id)).id, formerFirst.id);
      assert.deepEqual(await getLink(context, second.id), formerSecond);
    },
  },
  {
    name: 'who left and returned twice still has the one link',
    async run(context) {
      const { createUser, change } = context;
      const first = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const { id } = await makeLeaver(context, first);
      const second = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await change(second, { resource: 'trash' });
      const third = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const link = await getLink(context, third.id);
      assert.equal(link.id, id);
      assert.equal(link.accountId, '7');
    },
  },
  {
    name: 'nobody takes over by less: userName alone, another client, another type or another directory',
    async run(context) {
      const { createUser, createGroup, change, scope } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const living = await createUser({ userName: 'living' });
      const former = await makeLeaver(context, ada);
      await createUser({ userName: 'ada' }, { externalId: 'X-1' });
      await createUser({ userName: 'ada-2' });
      await createUser({ userName: 'ada-3' }, { externalId: 'x-1', scope: { ...scope, client: 'second' } });
      await createGroup('ada', [], { externalId: 'x-1' });
      const elsewhere = { ...scope, directory: `${scope.directory}-elsewhere` };
      await createUser({ userName: 'ada' }, { externalId: 'x-1', scope: elsewhere });
      await change(living, { externalId: 'x-1' });
      assert.deepEqual(await getLink(context, ada.id), former);
    },
  },
  {
    name: 'a return that is refused moves nothing',
    async run(context) {
      const { createUser, tryCommit, nextId } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const former = await makeLeaver(context, ada);
      await createUser({ userName: 'taken' });
      const part = { resource: { userName: 'Taken' }, externalId: 'x-1' };
      const outcome = await tryCommit({ type: 'User', id: nextId(), version: 0 }, part);
      assert.equal(outcome.kind, 'uniqueness');
      assert.deepEqual(await getLink(context, ada.id), former);
    },
  },
];

async function makeLink(context: StoreContext, user: ResourceRecord): Promise<void> {
  await touch(context, [user.id], { dueAt: 1000 });
  await recordLink(context, user.id, account, { attempts: 0 });
}

/** Deletes a user who has an account, and gives the link with its removal due and once failed. */
async function makeLeaver(context: StoreContext, user: ResourceRecord): Promise<Link> {
  await makeLink(context, user);
  await context.change(user, { resource: 'trash' });
  await touch(context, [user.id], { dueAt: 1000, leaver: true });
  await recordLink(context, user.id, {}, { attempts: 3, dueAt: 4_000_000_000_000 });
  return getLink(context, user.id);
}
