import assert from 'node:assert/strict';
import type { Look } from '../../store/look.js';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const lease = { token: 'worker', milliseconds: 60_000 };

export const lookCases: readonly StoreCase[] = [
  {
    name: 'word of a change reaches the link that holds the account, and moves nothing else',
    async run(context) {
      const { ada } = await linkTwo(context);
      const before = await getLink(context, ada);
      const look: Look = { at: 500, by: "O'Neil", fields: { 'dotted.name': { at: 400 }, bio: { at: 500, by: 'ü' } } };
      assert.deepEqual(await say(context, [{ accountId: '7', look }], 900), []);
      assert.deepEqual(await getLink(context, ada), {
        ...before,
        look,
        revision: before.revision + 1,
        attempts: 0,
        dueAt: 900,
      });
    },
  },
  {
    name: 'whose account no link of that application and type holds is told',
    async run(context) {
      const { ada, eve } = await linkTwo(context);
      const before = [await getLink(context, ada), await getLink(context, eve)];
      const look = { at: 5 };
      const asked = ['8', 'nobody', '9'].map((accountId) => ({ accountId, look }));
      assert.deepEqual(await say(context, asked, 1), ['nobody', '9']);
      assert.deepEqual(await say(context, [{ accountId: '7', look }], 1, { type: 'Group' }), ['7']);
      const other = { application: `${context.application}-other` };
      assert.deepEqual(await say(context, [{ accountId: '7', look }], 1, other), ['7']);
      assert.deepEqual(await say(context, [], 1), []);
      assert.deepEqual(await getLink(context, ada), before[0]);
      assert.deepEqual((await getLink(context, eve)).look, look);
    },
  },
  {
    name: 'of two words the later one counts, by field too, in whichever order they come',
    async run(context) {
      const { ada, eve } = await linkTwo(context);
      const early: Look = { at: 100, by: 'early', fields: { bio: { at: 90 }, title: { at: 100, by: 'early' } } };
      const late: Look = { at: 200, fields: { bio: { at: 200, by: 'late' } } };
      const merged = { at: 200, fields: { bio: { at: 200, by: 'late' }, title: { at: 100, by: 'early' } } };
      for (const look of [early, late]) await say(context, [{ accountId: '7', look }], 10);
      for (const look of [late, early]) await say(context, [{ accountId: '8', look }], 10);
      assert.deepEqual((await getLink(context, ada)).look, merged);
      assert.deepEqual((await getLink(context, eve)).look, merged);
      const both = [early, late].map((look) => ({ accountId: '7', look: { ...look, at: look.at + 1000 } }));
      await say(context, both, 10);
      assert.deepEqual((await getLink(context, ada)).look, { ...merged, at: 1200 });
    },
  },
  {
    name: 'a link that is due earlier stays so, and one that is due later comes forward',
    async run(context) {
      const { ada, eve } = await linkTwo(context);
      await touch(context, [ada], { dueAt: 100 });
      await touch(context, [eve], { dueAt: 900 });
      const look = { at: 5 };
      const both = ['7', '8'].map((accountId) => ({ accountId, look }));
      await say(context, both, 500);
      assert.equal((await getLink(context, ada)).dueAt, 100);
      assert.equal((await getLink(context, eve)).dueAt, 500);
      assert.deepEqual(await claimAll(context, 500), [ada, eve]);
    },
  },
  {
    name: 'a release with `looked` takes the word away, one without leaves it',
    async run(context) {
      const { ada } = await linkTwo(context);
      await say(context, [{ accountId: '7', look: { at: 5 } }], 1);
      await recordLink(context, ada, {}, { attempts: 1, dueAt: 50 });
      assert.deepEqual((await getLink(context, ada)).look, { at: 5 });
      await recordLink(context, ada, {}, { attempts: 0, looked: true });
      const { look, dueAt } = await getLink(context, ada);
      assert.deepEqual({ look, dueAt }, { look: undefined, dueAt: undefined });
    },
  },
  {
    name: 'word that comes while somebody works on the link outlives the release',
    async run(context) {
      const { ada } = await linkTwo(context);
      await say(context, [{ accountId: '7', look: { at: 5 } }], 1);
      const { links } = context.store;
      const [claimed] = await links.claim(context.application, { now: 1, limit: 1, lease, resourceIds: [ada] });
      assert.ok(claimed);
      await say(context, [{ accountId: '7', look: { at: 6 } }], 2);
      await links.record(claimed, lease, {}, { release: { attempts: 0, looked: true } });
      const { look, dueAt, revision } = await getLink(context, ada);
      assert.deepEqual({ look, dueAt, revision }, { look: { at: 6 }, dueAt: 1, revision: claimed.revision + 1 });
    },
  },
  {
    name: 'of words that come at once none is lost',
    async run(context) {
      const fields = Array.from({ length: 12 }, (_, place) => `field-${place}`);
      for (let round = 0; round < context.rounds; round += 1) {
        const { ada } = await linkTwo(context);
        await Promise.all(
          fields.map((field, at) => say(context, [{ accountId: '7', look: { at, fields: { [field]: { at } } } }], 1)),
        );
        const { look } = await getLink(context, ada);
        assert.deepEqual(Object.keys(look?.fields ?? {}).toSorted(), fields.toSorted());
        assert.equal(look?.at, fields.length - 1);
        await recordLink(context, ada, { accountId: null }, { attempts: 0 });
      }
    },
  },
  {
    name: 'a link with something that a person decides is listed as such, and a word of a change is nothing to decide',
    async run(context) {
      const { ada, eve } = await linkTwo(context);
      const { application, store } = context;
      const conflict = { scim: 'title', directory: 'Countess', reason: 'both', since: 3 } as const;
      await recordLink(context, ada, { back: { conflicts: { 'dotted.name': conflict } } }, { attempts: 0 });
      await say(context, [{ accountId: '8', look: { at: 5 } }], 1);
      const list = () => store.links.list({ application, needsAttention: true, limit: 10 });
      assert.deepEqual(
        (await list()).map(({ resourceId, back }) => ({ resourceId, back })),
        [{ resourceId: ada, back: { conflicts: { 'dotted.name': conflict } } }],
      );
      await recordLink(context, ada, { back: null }, { attempts: 0 });
      assert.deepEqual(await list(), []);
      assert.ok((await getLink(context, eve)).look);
    },
  },
];

/** Ada has account 7, and failed twice; Eve has account 8. Neither is due. */
async function linkTwo(context: StoreContext): Promise<{ readonly ada: string; readonly eve: string }> {
  const [ada, eve] = [context.nextId(), context.nextId()];
  await touch(context, [ada, eve], {});
  await recordLink(context, ada, { state: 'linked', accountId: '7' }, { attempts: 2 });
  await recordLink(context, eve, { state: 'linked', accountId: '8' }, { attempts: 0 });
  return { ada, eve };
}

function say(
  { application, store }: StoreContext,
  looks: readonly { readonly accountId: string; readonly look: Look }[],
  dueAt: number,
  target: { readonly application?: string; readonly type?: string } = {},
): Promise<readonly string[]> {
  return store.links.look({ application, type: 'User', ...target }, looks, dueAt);
}
