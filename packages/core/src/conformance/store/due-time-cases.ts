import assert from 'node:assert/strict';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';

const minute = 60_000;

export const dueTimeCases: readonly StoreCase[] = [
  {
    name: 'the next due time is when a claim would find something',
    async run(context) {
      const { application, store, nextId } = context;
      const [ada, eve] = [nextId(), nextId()];
      const next = () => store.links.nextDue(application);
      assert.equal(await next(), undefined);
      await touch(context, [ada], { dueAt: 5000 });
      await touch(context, [eve], { dueAt: 3_000_000 });
      assert.equal(await next(), 5000);
      await claimAll(context, 5000);
      assert.equal(await next(), 5000 + minute, 'when the lease ends');
      await store.links.freeLeases();
      assert.equal(await next(), 5000);
      await recordLink(context, ada, {}, { attempts: 0 });
      assert.equal(await next(), 3_000_000);
      const lease = { token: 'asked', milliseconds: minute };
      await store.links.claim(application, { now: 5000, limit: 1, lease, resourceIds: [eve] });
      assert.equal(await next(), 3_000_000, 'later than the lease ends');
      await store.links.freeLeases();
      await recordLink(context, eve, {}, { attempts: 0 });
      assert.equal(await next(), undefined);
    },
  },
  {
    name: 'after an outage, links that waited for it are due at once, others keep their time',
    async run(context) {
      const { application, store, nextId } = context;
      const rows = [
        ['unavailable', 90_000, 7000],
        ['unavailable', 1000, 1000],
        ['unavailable', undefined, undefined],
        ['rate-limited', 90_000, 90_000],
        [null, 90_000, 90_000],
      ] as const;
      const ids: string[] = [];
      for (const [errorKind, dueAt] of rows) {
        const id = nextId();
        ids.push(id);
        await touch(context, [id], {});
        await recordLink(context, id, { errorKind }, { attempts: 3, ...(dueAt !== undefined && { dueAt }) });
      }
      await store.links.hasten(`${application}-second`, 1);
      await store.links.hasten(application, 7000);
      for (const [index, [errorKind, , expected]] of rows.entries()) {
        const link = await getLink(context, ids[index] ?? '');
        assert.deepEqual([link.dueAt, link.revision], [expected, 1], `${errorKind}, row ${index}`);
      }
    },
  },
];
