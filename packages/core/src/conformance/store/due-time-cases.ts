import assert from 'node:assert/strict';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';

const minute = 60_000;
const successor = { token: 'successor', milliseconds: minute };

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
      const [taken] = await store.links.claim(application, { now: 5000 + minute, limit: 1, lease: successor });
      assert.ok(taken);
      await store.links.record(taken, successor, {}, { release: { attempts: 0 } });
      assert.equal(await next(), 3_000_000);
      const lease = { token: 'asked', milliseconds: minute };
      const [asked] = await store.links.claim(application, { now: 5000, limit: 1, lease, resourceIds: [eve] });
      assert.ok(asked);
      assert.equal(await next(), 3_000_000, 'later than the lease ends');
      await store.links.record(asked, lease, {}, { release: { attempts: 0 } });
      assert.equal(await next(), undefined);
    },
  },
  {
    name: 'after an outage, links that waited for it are due at once, others keep their time',
    async run(context) {
      const { application, store, nextId } = context;
      const rows = [
        ['unavailable', 90_000, 7000, {}],
        ['unavailable', 1000, 1000, {}],
        ['unavailable', undefined, undefined, {}],
        ['unavailable', 90_000, 90_000, { attempts: 5 }],
        ['rate-limited', 90_000, 90_000, {}],
        [null, 90_000, 90_000, {}],
        ['unsupported', undefined, 7000, { state: 'parked' }],
        ['unsupported', undefined, undefined, {}],
        ['invalid', undefined, undefined, { state: 'parked' }],
      ] as const;
      const ids: string[] = [];
      for (const [errorKind, dueAt, , more] of rows) {
        const id = nextId();
        ids.push(id);
        await touch(context, [id], {});
        const { attempts = 3, state = 'linked' } = { ...more } as { attempts?: number; state?: 'parked' };
        await recordLink(context, id, { errorKind, state }, { attempts, ...(dueAt !== undefined && { dueAt }) });
      }
      const outage = { errorKinds: ['unavailable'], attemptsBelow: 5 };
      await store.links.hasten(`${application}-second`, 1, outage);
      await store.links.hasten(application, 7000, outage);
      await store.links.hasten(application, 7000, { errorKinds: ['unsupported'], parked: true });
      for (const [index, [errorKind, , expected]] of rows.entries()) {
        const link = await getLink(context, ids[index] ?? '');
        assert.deepEqual([link.dueAt, link.revision], [expected, 1], `${errorKind}, row ${index}`);
      }
    },
  },
];
