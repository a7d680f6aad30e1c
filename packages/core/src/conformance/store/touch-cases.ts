import assert from 'node:assert/strict';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';

export const touchCases: readonly StoreCase[] = [
  {
    name: "a leaver's clock begins with the first word of it, where there is an account to close",
    async run(context) {
      const { application, scope, store, nextId } = context;
      const [linked, without] = [nextId(), nextId()];
      await touch(context, [linked, without], {});
      await recordLink(context, linked, { accountId: '7' }, { attempts: 0 });
      for (const leftAt of [1_700_000_000_111, 1_700_000_000_222]) {
        const leavers = [linked, without].map((id) => ({ id, type: 'User', label: id, leaver: true, leftAt }));
        await store.links.touch({ application, directory: scope.directory }, leavers, {});
      }
      assert.equal((await getLink(context, linked)).leftAt, 1_700_000_000_111);
      assert.equal((await getLink(context, without)).leftAt, undefined);
    },
  },
  {
    name: 'a first touch makes a new link, due when asked',
    async run(context) {
      const { application, scope, store, nextId } = context;
      const id = nextId();
      const resource = { id, type: 'User', label: 'ada', leaver: false };
      await store.links.touch({ application, directory: scope.directory }, [resource], { dueAt: 1000 });
      const { id: linkId, ...link } = await getLink(context, id);
      assert.ok(linkId.length > 0);
      assert.deepEqual(link, {
        application,
        directory: scope.directory,
        type: 'User',
        resourceId: id,
        state: 'new',
        label: 'ada',
        revision: 1,
        dueAt: 1000,
        leaver: false,
        attempts: 0,
        stale: true,
      });
    },
  },
  {
    name: 'another touch raises the revision, resets attempts, and takes label and leaver as given',
    async run(context) {
      const id = context.nextId();
      await touch(context, [id], { dueAt: 1000, label: 'ada' });
      await recordLink(context, id, {}, { dueAt: 9000, attempts: 4 });
      const before = await getLink(context, id);
      assert.equal(before.attempts, 4);
      await touch(context, [id], { dueAt: 9000, label: 'Ada', leaver: true });
      const touched = { ...before, label: 'Ada', attempts: 0, stale: true };
      assert.deepEqual(await getLink(context, id), { ...touched, leaver: true, revision: 2 });
      await touch(context, [id], { label: 'Ada' });
      assert.deepEqual(await getLink(context, id), { ...touched, revision: 3 });
    },
  },
  {
    name: 'a link has the origin of the change that touched it last, if that had one, until it is cleared',
    async run(context) {
      const { application, scope, store, nextId } = context;
      const id = nextId();
      const resource = { id, type: 'User', label: id, leaver: false };
      const origins = [{ trace: '00-first-01', requestId: 'q-1' }, { requestId: 'q-2' }, { trace: '00-third-01' }];
      for (const onlyExisting of [false, true]) {
        for (const origin of [...origins, undefined, ...origins]) {
          const touched = { ...resource, ...(origin !== undefined && { origin }) };
          await store.links.touch({ application, directory: scope.directory }, [touched], { onlyExisting });
          assert.deepEqual((await getLink(context, id)).origin, origin);
          await recordLink(context, id, { reason: 'seen' }, { attempts: 0 });
          assert.deepEqual((await getLink(context, id)).origin, origin);
        }
        await recordLink(context, id, { origin: null }, { attempts: 0 });
        assert.equal((await getLink(context, id)).origin, undefined);
      }
    },
  },
  {
    name: 'a touch makes a link due earlier, never later',
    async run(context) {
      const id = context.nextId();
      const rows = [
        [5000, 5000],
        [9000, 5000],
        [2000, 2000],
        [undefined, 2000],
      ] as const;
      for (const [dueAt, expected] of rows) {
        await touch(context, [id], dueAt === undefined ? {} : { dueAt });
        assert.equal((await getLink(context, id)).dueAt, expected, `touched for ${dueAt}`);
      }
    },
  },
  {
    name: 'a touch without a time leaves a link stale, not due; an early one leaves it stale and due',
    async run(context) {
      const { store, application, nextId } = context;
      const [fresh, settled] = [nextId(), nextId()];
      await touch(context, [settled], { dueAt: 1000 });
      await recordLink(context, settled, { state: 'linked' }, { attempts: 0 });
      assert.equal((await getLink(context, settled)).stale, false);
      await touch(context, [fresh, settled], {});
      assert.equal((await getLink(context, fresh)).dueAt, undefined);
      assert.equal((await getLink(context, settled)).dueAt, undefined);
      assert.equal((await getLink(context, settled)).revision, 2);
      assert.equal((await getLink(context, fresh)).stale, true);
      assert.equal((await getLink(context, settled)).stale, true);
      assert.deepEqual(await claimAll(context, 10_000), []);
      assert.equal(await store.links.nextDue(application), undefined);
      await recordLink(context, settled, {}, { attempts: 0 });
      await touch(context, [settled], { dueAt: 2000, onlyExisting: true });
      const { stale, dueAt } = await getLink(context, settled);
      assert.deepEqual({ stale, dueAt }, { stale: true, dueAt: 2000 });
    },
  },
  {
    name: 'a touch makes a parked link due again, and leaves its state and what is known of it',
    async run(context) {
      const id = context.nextId();
      await touch(context, [id], { dueAt: 1000 });
      const facts = {
        state: 'parked',
        reason: 'e-mail taken',
        errorKind: 'conflict',
        lastError: 'existing_user_email',
      } as const;
      await recordLink(context, id, facts, { attempts: 6 });
      const parked = await getLink(context, id);
      assert.equal(parked.dueAt, undefined);
      await touch(context, [id], { dueAt: 2000 });
      assert.deepEqual(await getLink(context, id), { ...parked, dueAt: 2000, attempts: 0, revision: 2, stale: true });
    },
  },
  {
    name: 'with onlyExisting no link is made, and those that are there are touched',
    async run(context) {
      const { application, store, nextId } = context;
      const [there, missing] = [nextId(), nextId()];
      await touch(context, [there], { dueAt: 5000 });
      await touch(context, [there, missing], { dueAt: 1000, onlyExisting: true });
      assert.equal((await getLink(context, there)).dueAt, 1000);
      assert.equal(await store.links.find(application, missing), undefined);
    },
  },
  {
    name: 'a touch reaches one application and the named resources only',
    async run(context) {
      const { application, scope, store, nextId } = context;
      const [ada, eve] = [nextId(), nextId()];
      const target = { application: `${application}-second`, directory: scope.directory };
      await touch(context, [ada, eve], { dueAt: 5000 });
      const untouched = await getLink(context, eve);
      const resource = { id: ada, type: 'User', label: 'ada', leaver: false };
      await store.links.touch(target, [resource], { dueAt: 1000 });
      assert.equal((await getLink(context, ada)).dueAt, 5000);
      assert.equal((await store.links.find(target.application, ada))?.dueAt, 1000);
      assert.equal(await store.links.find(target.application, eve), undefined);
      await touch(context, [ada], { dueAt: 1000 });
      assert.deepEqual(await getLink(context, eve), untouched);
    },
  },
  {
    name: 'a touch of nobody does nothing, one of thousands reaches each',
    async run(context) {
      const { application, store, nextId } = context;
      await touch(context, [], { dueAt: 1000 });
      assert.deepEqual(await store.links.countByState(application), {});
      const ids = Array.from({ length: 1500 }, nextId);
      await touch(context, ids.slice(0, 700), { dueAt: 5000 });
      await touch(context, ids, { dueAt: 1000 });
      const links = await store.links.list({ application, limit: 5000 });
      assert.equal(links.length, 1500);
      assert.deepEqual(new Set(links.map(({ resourceId }) => resourceId)), new Set(ids));
      assert.equal(links.filter(({ revision }) => revision === 2).length, 700);
    },
  },
];
