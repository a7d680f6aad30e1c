import assert from 'node:assert/strict';
import type { Link, LinkFacts } from '../../store/link.js';
import type { LinkQuery } from '../../store/link-store.js';
import { getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const rows: readonly LinkFacts[] = [
  { state: 'linked', accountId: '1' },
  { state: 'linked', accountId: '2', lastError: 'time-out', errorKind: 'unavailable' },
  { state: 'parked', reason: 'two candidates' },
  { state: 'tombstone', accountId: '4' },
  { state: 'held', reason: 'test user' },
  { state: 'linked', accountId: '6', withheld: { email: 'x' } },
  { state: 'creating' },
  { state: 'new' },
  { state: 'held', hold: { guard: 'delete', action: 'delete', reason: '40 of 50 people', since: 1, digest: 'd-1' } },
  {
    state: 'linked',
    accountId: '10',
    hold: { guard: 'flip', action: 'update', reason: 'written three times', since: 2, digest: 'd-2', rejected: true },
    leftAt: 1,
    closedAt: 2,
  },
  { state: 'linked', accountId: '11', leftAt: 1 },
  { state: 'linked', accountId: '12', closedAt: 2 },
];

export const linkListCases: readonly StoreCase[] = [
  {
    name: 'links of whom the directory does not know (any more)',
    async run(context) {
      const { application, store, createUser, change, nextId } = context;
      const present = await createUser({ userName: 'ada' });
      const deleted = await createUser({ userName: 'eve' });
      const never = nextId();
      await touch(context, [present.id, deleted.id, never], {});
      await change(deleted, { resource: 'trash' });
      const orphans = await store.links.list({ application, orphaned: true, limit: 10 });
      assert.deepEqual(orphans.map(({ resourceId }) => resourceId).toSorted(), [deleted.id, never].toSorted());
    },
  },
  {
    name: 'links are listed by id, by state, by resource, by account and by what a person should see',
    async run(context) {
      const links = await makeLinks(context);
      const resourceIds = [links[3], links[0]].map((link) => link?.resourceId ?? '');
      const table: readonly (readonly [Omit<LinkQuery, 'application' | 'limit'>, readonly number[]])[] = [
        [{}, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]],
        [{ states: ['parked'] }, [2]],
        [{ states: ['tombstone', 'linked'] }, [0, 1, 3, 5, 9, 10, 11]],
        [{ states: [] }, []],
        [{ resourceIds }, [0, 3]],
        [{ resourceIds: [] }, []],
        [{ resourceIds, states: ['tombstone'] }, [3]],
        [{ accountIds: ['4', '1', 'missing'] }, [0, 3]],
        [{ accountIds: [] }, []],
        [{ accountIds: ['4', '1'], states: ['linked'] }, [0]],
        [{ needsAttention: true }, [1, 2, 4, 5, 8, 9]],
        [{ needsAttention: true, states: ['linked'] }, [1, 5, 9]],
        [{ held: true }, [8, 9]],
        [{ held: true, states: ['held'] }, [8]],
        [{ leaving: true }, [10]],
        [{ leaving: true, held: true }, []],
        [{ stale: true }, []],
      ];
      for (const [query, expected] of table) {
        const found = await context.store.links.list({ application: context.application, limit: 100, ...query });
        const wanted = expected.flatMap((index) => links[index] ?? []).toSorted(byId);
        assert.deepEqual(found, wanted, JSON.stringify(query));
      }
    },
  },
  {
    name: 'stale links are listed page by page',
    async run(context) {
      const { application, store, scope } = context;
      const links = await makeLinks(context);
      const touched = [links[9], links[2], links[5]].map((link) => link?.resourceId ?? '');
      await touch(context, touched, {});
      const resource = { id: links[0]?.resourceId ?? '', type: 'User', label: 'elsewhere', leaver: false };
      await store.links.touch({ application: `${application}-second`, directory: scope.directory }, [resource], {});
      const listed = async (query: Partial<LinkQuery>) => {
        const found = await store.links.list({ application, stale: true, limit: 100, ...query });
        assert.ok(found.every(({ stale }) => stale));
        return found.map(({ id }) => links.findIndex((link) => link.id === id)).toSorted((a, b) => a - b);
      };
      assert.deepEqual(await listed({}), [2, 5, 9]);
      assert.deepEqual(await listed({ held: true }), [9]);
      const [first] = await store.links.list({ application, stale: true, limit: 1 });
      assert.ok(first);
      assert.equal((await listed({ after: first.id })).length, 2);
    },
  },
  {
    name: 'a walk from `after` gives each link once',
    async run(context) {
      const { application, store } = context;
      const links = await makeLinks(context);
      const walked: Link[] = [];
      for (;;) {
        const after = walked.at(-1)?.id;
        const page = await store.links.list({ application, limit: 3, ...(after !== undefined && { after }) });
        assert.ok(page.length <= 3);
        if (page.length === 0) break;
        walked.push(...page);
      }
      assert.deepEqual(walked, links.toSorted(byId));
    },
  },
  {
    name: 'links are counted by state, and those that have a time; what is none is absent',
    async run(context) {
      const { application, store, nextId } = context;
      assert.deepEqual(await store.links.countByState(application), {});
      await makeLinks(context);
      const counts = { linked: 6, parked: 1, tombstone: 1, held: 2, creating: 1, new: 1 };
      assert.deepEqual(await store.links.countByState(application), counts);
      await touch(context, [nextId(), nextId()], { dueAt: 4_000_000_000_000 });
      assert.deepEqual(await store.links.countByState(application), { ...counts, new: 3, due: 2 });
      assert.deepEqual(await store.links.countByState(`${application}-second`), {});
    },
  },
  {
    name: 'a link is found by its resource, and by its account whatever its state',
    async run(context) {
      const { application, store, nextId } = context;
      const links = await makeLinks(context);
      assert.deepEqual(await store.links.findByAccount(application, 'User', '1'), links[0]);
      assert.deepEqual(await store.links.findByAccount(application, 'User', '4'), links[3]);
      assert.equal(await store.links.findByAccount(application, 'User', '9'), undefined);
      assert.equal(await store.links.findByAccount(`${application}-second`, 'User', '1'), undefined);
      assert.deepEqual(await store.links.find(application, links[2]?.resourceId ?? ''), links[2]);
      assert.equal(await store.links.find(application, nextId()), undefined);
      assert.equal(await store.links.find(`${application}-second`, links[2]?.resourceId ?? ''), undefined);
    },
  },
  {
    name: 'links of one type are listed, counted and found by account apart from those of another',
    async run(context) {
      const { application, store, nextId } = context;
      const ids = { User: nextId(), Group: nextId() };
      for (const type of ['User', 'Group'] as const) {
        await touch(context, [ids[type]], { type });
        await recordLink(context, ids[type], { state: 'linked', accountId: '7' }, { attempts: 0 });
      }
      const parked = nextId();
      await touch(context, [parked], { type: 'Group', dueAt: 1000 });
      await recordLink(context, parked, { state: 'parked', accountId: '8' }, { attempts: 0, dueAt: 2000 });
      const list = async (query: Partial<LinkQuery>) =>
        (await store.links.list({ application, limit: 10, ...query })).map(({ resourceId }) => resourceId).toSorted();
      assert.deepEqual(await list({ type: 'User' }), [ids.User]);
      assert.deepEqual(await list({ type: 'Group' }), [ids.Group, parked]);
      assert.deepEqual(await list({ type: 'Group', states: ['linked'] }), [ids.Group]);
      assert.deepEqual(await list({ type: 'User', accountIds: ['7', '8'] }), [ids.User]);
      assert.deepEqual(await list({ type: 'Printer' }), []);
      assert.deepEqual(await list({}), [ids.User, ids.Group, parked]);
      assert.deepEqual(await store.links.countByState(application, 'User'), { linked: 1 });
      assert.deepEqual(await store.links.countByState(application, 'Group'), { linked: 1, parked: 1, due: 1 });
      assert.deepEqual(await store.links.countByState(application, 'Printer'), {});
      assert.deepEqual(await store.links.countByState(application), { linked: 2, parked: 1, due: 1 });
      const found = async (type: string, account: string) =>
        (await store.links.findByAccount(application, type, account))?.resourceId;
      assert.equal(await found('User', '7'), ids.User);
      assert.equal(await found('Group', '7'), ids.Group);
      assert.equal(await found('User', '8'), undefined);
    },
  },
  {
    name: 'links do not come and go with their resource',
    async run(context) {
      const { createUser, change } = context;
      const ada = await createUser({ userName: 'ada' });
      await touch(context, [ada.id], { dueAt: 1000 });
      const link = await getLink(context, ada.id);
      await change(ada, { resource: 'trash' });
      assert.deepEqual(await getLink(context, ada.id), link);
    },
  },
];

async function makeLinks(context: StoreContext): Promise<readonly Link[]> {
  const links: Link[] = [];
  for (const facts of rows) {
    const id = context.nextId();
    await touch(context, [id], {});
    await recordLink(context, id, facts, { attempts: 0 });
    links.push(await getLink(context, id));
  }
  return links;
}

function byId(a: Link, b: Link): number {
  return a.id < b.id ? -1 : 1;
}
