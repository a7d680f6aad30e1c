import assert from 'node:assert/strict';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';

const minute = 60_000;

export const claimCases: readonly StoreCase[] = [
  {
    name: 'a claim takes what is due: leavers first, then by time',
    async run(context) {
      const { nextId } = context;
      const [late, early, leaver, earlyLeaver, future, stale] = [
        nextId(),
        nextId(),
        nextId(),
        nextId(),
        nextId(),
        nextId(),
      ];
      await touch(context, [late], { dueAt: 3000 });
      await touch(context, [early], { dueAt: 1000 });
      await touch(context, [leaver], { dueAt: 4000, leaver: true });
      await touch(context, [earlyLeaver], { dueAt: 2000, leaver: true });
      await touch(context, [future], { dueAt: 4001, leaver: true });
      await touch(context, [stale], { leaver: true });
      assert.deepEqual(await claimAll(context, 4000), [earlyLeaver, leaver, early, late]);
    },
  },
  {
    name: 'of those due at one time, the claim takes the lowest ids, as many as asked',
    async run(context) {
      const { application, store, nextId } = context;
      const ids = Array.from({ length: 5 }, nextId);
      await touch(context, ids, { dueAt: 1000 });
      const all = await store.links.list({ application, limit: 10 });
      const lease = (token: string) => ({ token: `${token}-${application}`, milliseconds: minute });
      const first = await store.links.claim(application, { now: 1000, limit: 2, lease: lease('first') });
      const second = await store.links.claim(application, { now: 1000, limit: 9, lease: lease('second') });
      assert.deepEqual(first, all.slice(0, 2));
      assert.deepEqual(second, all.slice(2));
    },
  },
  {
    name: 'a claimed link is nobody else’s until its lease ends or is let go',
    async run(context) {
      const { application, store, nextId } = context;
      const id = nextId();
      await touch(context, [id], { dueAt: 1000 });
      assert.deepEqual(await claimAll(context, 1000, 'first'), [id]);
      assert.deepEqual(await claimAll(context, 1000 + minute - 1, 'second'), []);
      const lease = { token: 'third', milliseconds: minute };
      const asked = { now: 1000 + minute - 1, limit: 1, lease, resourceIds: [id] };
      assert.deepEqual(await store.links.claim(application, asked), []);
      assert.deepEqual(await claimAll(context, 1000 + minute, 'fourth'), [id]);
    },
  },
  {
    name: 'a claim by resource takes these alone, due or not',
    async run(context) {
      const { application, store, nextId } = context;
      const [stale, future, due] = [nextId(), nextId(), nextId()];
      await touch(context, [stale], {});
      await touch(context, [future], { dueAt: 900_000 });
      await touch(context, [due], { dueAt: 1000 });
      const lease = { token: 'asked', milliseconds: minute };
      const resourceIds = [stale, future, nextId()];
      const claimed = await store.links.claim(application, { now: 1000, limit: 10, lease, resourceIds });
      assert.deepEqual(
        claimed.map(({ resourceId }) => resourceId),
        [future, stale],
      );
      assert.deepEqual(await store.links.claim(application, { now: 1000, limit: 10, lease, resourceIds: [] }), []);
    },
  },
  {
    name: 'a claim sees one application only',
    async run(context) {
      const { application, store, nextId } = context;
      await touch(context, [nextId()], { dueAt: 1000 });
      const lease = { token: 'elsewhere', milliseconds: minute };
      assert.deepEqual(await store.links.claim(`${application}-second`, { now: 9000, limit: 10, lease }), []);
    },
  },
  {
    name: 'a renewed lease lasts from the renewal, for the links that are named and still under its token',
    async run(context) {
      const { application, store, nextId } = context;
      const [ada, eve, kim, lou] = [nextId(), nextId(), nextId(), nextId()];
      await touch(context, [ada, eve, lou], { dueAt: 1000 });
      await claimAll(context, 1000, 'renewed');
      await touch(context, [kim], { dueAt: 1000 });
      await claimAll(context, 1000, 'left alone');
      const links = await Promise.all([ada, eve, kim].map(async (id) => (await getLink(context, id)).id));
      await store.links.renew(application, { now: 31_000, lease: { token: 'renewed', milliseconds: minute }, links });
      assert.deepEqual((await claimAll(context, 1000 + minute, 'second')).toSorted(), [kim, lou].toSorted());
      assert.deepEqual(await claimAll(context, 31_000 + minute - 1, 'third'), []);
      const taken = await claimAll(context, 31_000 + minute, 'fourth');
      assert.deepEqual(taken.toSorted(), [ada, eve].toSorted());
    },
  },
  {
    name: 'a renewal does not take back what a successor claimed',
    async run(context) {
      const { application, store, nextId } = context;
      const id = nextId();
      await touch(context, [id], { dueAt: 1000 });
      await claimAll(context, 1000, 'first');
      await claimAll(context, 1000 + minute, 'successor');
      const lease = { token: 'first', milliseconds: 9 * minute };
      await store.links.renew(application, { now: 2 * minute, lease, links: [(await getLink(context, id)).id] });
      assert.deepEqual(await claimAll(context, 1000 + 2 * minute, 'third'), [id]);
    },
  },
  {
    name: 'a probe takes who has failed least, leaver or not',
    async run(context) {
      const { application, store, nextId } = context;
      const [leaver, fresh, worn] = [nextId(), nextId(), nextId()];
      await touch(context, [leaver, worn], { leaver: true });
      await touch(context, [fresh], {});
      for (const [id, attempts] of [
        [leaver, 2],
        [worn, 3],
        [fresh, 0],
      ] as const)
        await recordLink(context, id, {}, { attempts, dueAt: 1000 });
      const lease = { token: 'probe', milliseconds: minute };
      const probe = () => store.links.claim(application, { now: 1000, limit: 1, lease, fewestAttempts: true });
      assert.deepEqual(
        (await probe()).map(({ resourceId }) => resourceId),
        [fresh],
      );
      assert.deepEqual(
        (await probe()).map(({ resourceId }) => resourceId),
        [leaver],
      );
      assert.deepEqual(
        (await probe()).map(({ resourceId }) => resourceId),
        [worn],
      );
    },
  },
];
