import assert from 'node:assert/strict';
import { claimAll, getLink, touch } from './link-steps.js';
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
    name: 'a renewed lease lasts from the renewal, for every link under its token',
    async run(context) {
      const { application, store, nextId } = context;
      const [ada, eve, kim] = [nextId(), nextId(), nextId()];
      await touch(context, [ada, eve], { dueAt: 1000 });
      await claimAll(context, 1000, 'renewed');
      await touch(context, [kim], { dueAt: 1000 });
      await claimAll(context, 1000, 'left alone');
      await store.links.renew(application, { now: 31_000, lease: { token: 'renewed', milliseconds: minute } });
      assert.deepEqual(await claimAll(context, 1000 + minute, 'second'), [kim]);
      assert.deepEqual(await claimAll(context, 31_000 + minute - 1, 'third'), []);
      const taken = await claimAll(context, 31_000 + minute, 'fourth');
      assert.deepEqual(taken.toSorted(), [ada, eve]);
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
      await store.links.renew(application, { now: 2 * minute, lease: { token: 'first', milliseconds: 9 * minute } });
      assert.deepEqual(await claimAll(context, 1000 + 2 * minute, 'third'), [id]);
    },
  },
  {
    name: 'freed leases give every due link back at once',
    async run(context) {
      const { store, nextId } = context;
      const id = nextId();
      await touch(context, [id], { dueAt: 1000 });
      const before = await getLink(context, id);
      await claimAll(context, 1000, 'died');
      await store.links.freeLeases();
      assert.deepEqual(await getLink(context, id), before);
      assert.deepEqual(await claimAll(context, 1000, 'successor'), [id]);
    },
  },
];
