import assert from 'node:assert/strict';
import { getLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import { expectCommitted } from './store-context.js';

export const concurrencyCases: readonly StoreCase[] = [
  {
    name: 'of twenty who create one userName at once, exactly one wins',
    async run({ rounds, nextId, tryCommit, store, scope }) {
      for (let round = 0; round < rounds; round += 1) {
        const names = Array.from({ length: 20 }, (_, index) => (index % 2 ? `ADA-${round}` : `ada-${round}`));
        const outcomes = await Promise.all(
          names.map((userName) => tryCommit({ type: 'User', id: nextId(), version: 0 }, { resource: { userName } })),
        );
        const kinds = outcomes.map(({ kind }) => kind).toSorted();
        assert.deepEqual(kinds, ['committed', ...Array.from({ length: 19 }, () => 'uniqueness')]);
      }
      const { total } = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 0 });
      assert.equal(total, rounds);
    },
  },
  {
    name: 'of ten changes on one version, exactly one wins and the others learn the new version',
    async run({ rounds, createUser, tryCommit, read, countJournalLines }) {
      for (let round = 0; round < rounds; round += 1) {
        const userName = `ada-${round}`;
        const ada = await createUser({ userName });
        const titles = Array.from({ length: 10 }, (_, index) => `title ${index}`);
        const outcomes = await Promise.all(titles.map((title) => tryCommit(ada, { resource: { userName, title } })));
        const winners = outcomes.filter(({ kind }) => kind === 'committed');
        const losers = outcomes.filter(({ kind }) => kind === 'version-conflict');
        assert.deepEqual([winners.length, losers.length], [1, 9]);
        assert.ok(losers.every((loser) => loser.kind === 'version-conflict' && loser.version === 2));
        assert.ok(winners[0]);
        assert.deepEqual(await read(ada), expectCommitted(winners[0]).record);
        assert.equal(await countJournalLines(ada), 2);
      }
    },
  },
  {
    name: 'claims at once never hand one link to two',
    async run(context) {
      const { rounds, application, nextId, store } = context;
      for (let round = 0; round < rounds; round += 1) {
        const ids = Array.from({ length: 40 }, nextId);
        await touch(context, ids, { dueAt: 1000 });
        const claims = Array.from({ length: 8 }, (_, index) => {
          const lease = { token: `worker-${round}-${index}`, milliseconds: 60_000 };
          return store.links.claim(application, { now: 2000, limit: 10, lease });
        });
        const links = (await Promise.all(claims)).flat();
        const lease = { token: `rest-${round}`, milliseconds: 60_000 };
        links.push(...(await store.links.claim(application, { now: 2000, limit: 100, lease })));
        assert.deepEqual(links.map(({ resourceId }) => resourceId).toSorted(), ids);
      }
    },
  },
  {
    name: 'touches at once make one link, and each is counted',
    async run(context) {
      const { rounds, nextId } = context;
      for (let round = 0; round < rounds; round += 1) {
        const ids = Array.from({ length: 5 }, nextId);
        const touches = Array.from({ length: 10 }, (_, index) =>
          touch(context, index % 2 ? ids : ids.toReversed(), { dueAt: 1000 + index }),
        );
        await Promise.all(touches);
        for (const id of ids) {
          const { revision, dueAt } = await getLink(context, id);
          assert.deepEqual({ revision, dueAt }, { revision: 10, dueAt: 1000 });
        }
      }
    },
  },
  {
    name: 'a touch at the moment of the result is never lost',
    async run(context) {
      const { rounds, application, nextId, store } = context;
      for (let round = 0; round < rounds * 5; round += 1) {
        const id = nextId();
        await touch(context, [id], { dueAt: 1000 });
        const lease = { token: `worker-${id}`, milliseconds: 60_000 };
        const [link] = await store.links.claim(application, { now: 1000, limit: 1, lease, resourceIds: [id] });
        assert.ok(link);
        const release = { release: { attempts: 0 } };
        const touching = touch(context, [id], { dueAt: 2000 });
        await Promise.all([touching, store.links.record(link, lease, { accountId: id }, release)]);
        const after = await getLink(context, id);
        assert.equal(after.accountId, id);
        assert.equal(after.revision, 2);
        assert.ok(after.dueAt === 1000 || after.dueAt === 2000, `due at ${after.dueAt}`);
      }
    },
  },
  {
    name: 'who returns at the moment of the removal’s result has the link',
    async run(context) {
      const { rounds, application, createUser, change, store } = context;
      for (let round = 0; round < rounds * 5; round += 1) {
        const externalId = `x-${round}`;
        const former = await createUser({ userName: `ada-${round}` }, { externalId });
        await touch(context, [former.id], { dueAt: 1000 });
        await change(former, { resource: 'trash' });
        const lease = { token: `worker-${former.id}`, milliseconds: 60_000 };
        const claim = { now: 1000, limit: 1, lease, resourceIds: [former.id] };
        const [link] = await store.links.claim(application, claim);
        assert.ok(link);
        const removed = { state: 'tombstone', accountId: null } as const;
        const [returner, recorded] = await Promise.all([
          createUser({ userName: `ada-${round}` }, { externalId }),
          store.links.record(link, lease, removed, { release: { attempts: 0 } }),
        ]);
        assert.equal(recorded, true);
        const after = await getLink(context, returner.id);
        assert.deepEqual([after.id, after.state, after.revision], [link.id, 'tombstone', 2]);
      }
    },
  },
  {
    name: 'members of the same groups who are deleted at once all leave, each seen in the groups’ versions',
    async run({ rounds, createUser, createGroup, tryCommit, read, readMembers }) {
      for (let round = 0; round < rounds; round += 1) {
        const users = await Promise.all(
          Array.from({ length: 8 }, (_, index) => createUser({ userName: `user-${round}-${index}` })),
        );
        const ids = users.map(({ id }) => id);
        const groups = [
          await createGroup('A', ids),
          await createGroup('B', ids),
          await createGroup('C', ids.toReversed()),
        ];
        const outcomes = await Promise.all(users.map((user) => tryCommit(user, { resource: 'trash' })));
        outcomes.forEach(expectCommitted);
        for (const group of groups) {
          assert.deepEqual(await readMembers(group), []);
          assert.equal((await read(group)).version, 9);
        }
      }
    },
  },
  {
    name: 'who is added to a group while being deleted is in no group after',
    async run({ rounds, createUser, createGroup, tryCommit, readMembers, scope, store }) {
      for (let round = 0; round < rounds * 4; round += 1) {
        const ada = await createUser({ userName: `ada-${round}` });
        const staff = await createGroup('Staff');
        const [added, deleted] = await Promise.all([
          tryCommit(staff, { members: { add: [ada.id], remove: [] } }),
          tryCommit(ada, { resource: 'trash' }),
        ]);
        assert.ok(['committed', 'unknown-members'].includes(added.kind), added.kind);
        expectCommitted(deleted);
        assert.deepEqual(await readMembers(staff), []);
        assert.deepEqual(await store.resources.listGroups(scope, [ada.id]), new Map());
      }
    },
  },
];
