import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const many = 1_000;

function take(
  { application, store }: Pick<StoreContext, 'application' | 'store'>,
  subject: string,
  { kind = 'deactivate', scope = `application:${application}`, at = 1_000, since = 0, limit = many } = {},
): Promise<boolean> {
  return store.guards.take(scope, kind, subject, { at, since, limit });
}

export const guardCases: readonly StoreCase[] = [
  {
    name: 'a budget is spent by different subjects, each once in a window',
    async run(context) {
      const limited = { limit: 2 };
      assert.equal(await take(context, 'ada', limited), true);
      assert.equal(await take(context, 'ada', limited), true, 'counted before');
      assert.equal(await take(context, "O'Neil", limited), true);
      assert.equal(await take(context, 'eve', limited), false);
      assert.equal(await take(context, 'ada', limited), true, 'who is counted passes, though nothing is left');
      assert.equal(await context.store.guards.count(`application:${context.application}`, 'deactivate', 0), 2);
      assert.equal(await take(context, 'eve', { limit: 0 }), false);
    },
  },
  {
    name: 'what lies before the window counts no more',
    async run(context) {
      const { application, store } = context;
      await take(context, 'ada', { at: 1_000 });
      await take(context, 'eve', { at: 2_000 });
      const counted = (since: number) => store.guards.count(`application:${application}`, 'deactivate', since);
      assert.deepEqual([await counted(1_000), await counted(1_001), await counted(2_001)], [2, 1, 0]);
      assert.equal(await take(context, 'kim', { at: 3_000, since: 1_500, limit: 1 }), false);
      assert.equal(await take(context, 'ada', { at: 3_000, since: 1_500, limit: 1 }), false, 'its note is too old');
      assert.equal(await take(context, 'kim', { at: 3_000, since: 2_500, limit: 1 }), true);
    },
  },
  {
    name: 'each scope and each kind of guard has a budget of its own',
    async run(context) {
      const one = { limit: 1 };
      assert.equal(await take(context, 'ada', one), true);
      assert.equal(await take(context, 'eve', { ...one, kind: 'delete' }), true);
      assert.equal(await take(context, 'kim', { ...one, scope: `client:${context.application}` }), true);
      assert.equal(await take(context, 'kim', one), false);
    },
  },
  {
    name: 'who takes at the same moment never takes more than there is',
    async run(context) {
      for (let round = 0; round < context.rounds; round += 1) {
        const kind = `round ${round}`;
        const taken = await Promise.all(
          Array.from({ length: 40 }, (_, index) => take(context, `person ${index}`, { kind, limit: 7 })),
        );
        assert.equal(taken.filter(Boolean).length, 7);
        assert.equal(await context.store.guards.count(`application:${context.application}`, kind, 0), 7);
      }
    },
  },
  {
    name: 'old notes are forgotten, others stay',
    async run(context) {
      const { application, store } = context;
      await take(context, 'ada', { at: 99 });
      await take(context, 'eve', { at: 100 });
      await store.guards.purge(100);
      assert.equal(await store.guards.count(`application:${application}`, 'deactivate', 0), 1);
    },
  },
];
