import assert from 'node:assert/strict';
import type { MembershipResult } from '../../store/membership-store.js';
import { claimAll, getLink, recordLink, touch } from './link-steps.js';
import { claimLink, listMembers, newMembership, recordAbout, recordMember } from './membership-steps.js';
import type { StoreCase } from './store-case.js';

const later = 4_000_000_000_000;

export const membershipRecordCases: readonly StoreCase[] = [
  {
    name: 'what was learned about members is written as it says, what is absent is cleared',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, ada] = [nextId(), nextId()];
      await store.memberships.touch(application, [{ group, member: ada }]);
      const rows: readonly Exclude<MembershipResult['now'], 'forget'>[] = [
        { agreed: 'unknown', accountId: '7', open: true, lateUntil: later },
        { agreed: 'in', accountId: '7', open: false },
        { agreed: 'out', open: true, lateUntil: 1 },
        { agreed: 'out', open: false },
      ];
      for (const now of rows) {
        await recordMember(context, { group, member: ada }, now);
        const known = await store.memberships.listByMember(application, [ada]);
        assert.deepEqual(known, [{ group, member: ada, revision: 1, ...now }]);
      }
    },
  },
  {
    name: 'a result about a member who was touched meanwhile is written, and not final: the membership stays open',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, ada, eve, kim] = [nextId(), nextId(), nextId(), nextId()];
      await store.memberships.touch(
        application,
        [ada, eve, kim].map((member) => ({ group, member })),
      );
      const seen = { agreed: 'in', accountId: '7', open: false, lateUntil: later } as const;
      await recordMember(context, { group, member: eve }, seen);
      await store.memberships.touchGroup(application, group);
      const memberships = [
        { member: ada, revision: 1, now: seen },
        { member: eve, revision: 1, now: 'forget' },
        { member: kim, revision: 2, now: seen },
      ] as const;
      await recordAbout(context, { id: group, type: 'Group' }, { memberships });
      assert.deepEqual(await store.memberships.listByMember(application, [ada, eve, kim]), [
        { group, member: ada, ...seen, open: true, revision: 2 },
        { ...newMembership(group, eve), revision: 2 },
        { group, member: kim, ...seen, revision: 2 },
      ]);
    },
  },
  {
    name: 'what neither the directory nor the application has any more is forgotten',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other, ada, eve] = [nextId(), nextId(), nextId(), nextId()];
      const pairs = [group, other].flatMap((each) => [ada, eve].map((member) => ({ group: each, member })));
      for (const name of [application, `${application}-second`]) await store.memberships.touch(name, pairs);
      await recordMember(context, { group, member: ada }, 'forget');
      const left = [newMembership(other, ada), newMembership(group, eve), newMembership(other, eve)];
      assert.deepEqual(await store.memberships.listByMember(application, [ada, eve]), left);
      await recordAbout(context, { id: other, type: 'Group' }, { memberships: 'forget' });
      assert.deepEqual(await store.memberships.listByMember(application, [ada, eve]), [newMembership(group, eve)]);
      assert.equal((await store.memberships.listByMember(`${application}-second`, [ada, eve])).length, 4);
      await store.memberships.touch(application, [{ group, member: ada }]);
      assert.deepEqual(await listMembers(context, { group, members: [ada] }), [newMembership(group, ada)]);
    },
  },
  {
    name: 'a result makes no membership, and no result changes none',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other, ada, eve] = [nextId(), nextId(), nextId(), nextId()];
      await store.memberships.touch(application, [
        { group: other, member: ada },
        { group, member: eve },
      ]);
      await recordMember(context, { group, member: ada }, { agreed: 'in', accountId: '7', open: false });
      await recordAbout(context, { id: group, type: 'Group' }, { memberships: [] });
      await recordAbout(context, { id: ada, type: 'User' }, { memberships: 'forget' });
      const left = [newMembership(other, ada), newMembership(group, eve)];
      assert.deepEqual(await store.memberships.listByMember(application, [ada, eve]), left);
    },
  },
  {
    name: 'results about thousands of members are written at once',
    async run(context) {
      const { application, store, nextId } = context;
      const group = nextId();
      const members = Array.from({ length: 3000 }, nextId);
      await store.memberships.touch(
        application,
        members.map((member) => ({ group, member })),
      );
      const memberships = members.map((member, place): MembershipResult => {
        const now = { agreed: 'in', accountId: `a-${place}`, open: false } as const;
        return { member, revision: 1, now: place < 1000 ? 'forget' : now };
      });
      await recordAbout(context, { id: group, type: 'Group' }, { memberships });
      assert.deepEqual(await store.memberships.count(application, group), { in: 2000, open: 0, waiting: 0 });
      const [last] = await store.memberships.listByMember(application, members.slice(-1));
      assert.equal(last?.accountId, 'a-2999');
    },
  },
  {
    name: 'who lost the lease writes nothing about members, and makes no group due',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, outer, ada] = [nextId(), nextId(), nextId()];
      await store.memberships.touch(application, [
        { group, member: ada },
        { group: outer, member: group },
      ]);
      await touch(context, [group, outer], { type: 'Group' });
      await recordLink(context, outer, {}, { attempts: 0 });
      const settled = await getLink(context, outer);
      const { link, lease } = await claimLink(context, group);
      const lost = { ...lease, token: 'lost' };
      const now = { agreed: 'in', accountId: '7', open: false } as const;
      for (const memberships of [[{ member: ada, revision: 1, now }], 'forget'] as const) {
        const options = { memberships, groupsDue: { dueAt: 1 }, release: { attempts: 0 } };
        assert.equal(await store.links.record(link, lost, {}, options), false);
      }
      const left = [newMembership(outer, group), newMembership(group, ada)];
      assert.deepEqual(await store.memberships.listByMember(application, [group, ada]), left);
      assert.deepEqual(await getLink(context, outer), settled);
    },
  },
  {
    name: 'when the account of a member changed, its memberships open and the links of their groups are due',
    async run(context) {
      const { application, store, nextId } = context;
      const [waits, soon, unlinked, others, ada, eve] = [nextId(), nextId(), nextId(), nextId(), nextId(), nextId()];
      const second = `${application}-second`;
      const groups = [waits, soon, unlinked];
      for (const name of [application, second]) {
        await store.memberships.touch(
          name,
          [...groups, others].map((group) => ({ group, member: eve })),
        );
        await store.memberships.touch(
          name,
          groups.map((group) => ({ group, member: ada })),
        );
      }
      await touch(context, [waits, soon, others], { type: 'Group', label: 'Staff', leaver: true });
      await recordLink(context, waits, { state: 'linked', accountId: '9' }, { attempts: 4 });
      await recordLink(context, soon, { state: 'parked', reason: 'x' }, { attempts: 2, dueAt: 1000 });
      await recordLink(context, others, {}, { attempts: 3 });
      const before = [await getLink(context, waits), await getLink(context, soon), await getLink(context, others)];
      const ofEve = await store.memberships.listByMember(application, [eve]);

      await recordAbout(context, { id: ada, type: 'User' }, { groupsDue: { dueAt: 2000 } });
      const opened = groups.map((group) => ({ ...newMembership(group, ada), revision: 2 }));
      assert.deepEqual(await store.memberships.listByMember(application, [ada]), opened);
      assert.deepEqual(await store.memberships.listByMember(application, [eve]), ofEve);
      assert.equal((await store.memberships.listByMember(second, [ada]))[0]?.revision, 1);
      const touched = { attempts: 0, stale: true, revision: 2 };
      assert.deepEqual(await getLink(context, waits), { ...before[0], ...touched, dueAt: 2000 });
      assert.deepEqual(await getLink(context, soon), { ...before[1], ...touched, dueAt: 1000 });
      assert.deepEqual(await getLink(context, others), before[2]);
      assert.equal(await store.links.find(application, unlinked), undefined);
    },
  },
  {
    name: 'the groups of a member whose account changed have the origin that its link has by then',
    async run(context) {
      const { application, scope, store, nextId } = context;
      const [group, ada] = [nextId(), nextId()];
      await store.memberships.touch(application, [{ group, member: ada }]);
      const touchAs = (id: string, type: string, requestId: string) =>
        store.links.touch(
          { application, directory: scope.directory },
          [{ id, type, label: id, leaver: false, origin: { requestId } }],
          {},
        );
      await touchAs(group, 'Group', 'q-1');
      await touchAs(ada, 'User', 'q-2');
      const { link, lease } = await claimLink(context, ada, 'User');
      await touchAs(ada, 'User', 'q-3');
      await store.links.record(link, lease, { accountId: '7' }, { groupsDue: {} });
      assert.deepEqual((await getLink(context, group)).origin, { requestId: 'q-3' });
      await store.links.record(link, lease, { accountId: '8', origin: null }, { groupsDue: {} });
      assert.equal((await getLink(context, group)).origin, undefined);
    },
  },
  {
    name: 'without a time the groups of a member are stale, not due; a person with the id of a group is left alone',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, person, ada] = [nextId(), nextId(), nextId()];
      await store.memberships.touch(
        application,
        [group, person].map((each) => ({ group: each, member: ada })),
      );
      await touch(context, [group], { type: 'Group' });
      await touch(context, [person], {});
      for (const id of [group, person]) await recordLink(context, id, {}, { attempts: 0 });
      const before = [await getLink(context, group), await getLink(context, person)];
      await recordAbout(context, { id: ada, type: 'User' }, { groupsDue: {} });
      assert.deepEqual(await getLink(context, group), { ...before[0], stale: true, revision: 2 });
      assert.deepEqual(await getLink(context, person), before[1]);
    },
  },
  {
    name: 'a group that is worked on while a member is made due stays with who works on it, and its result is not final',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, ada] = [nextId(), nextId()];
      await store.memberships.touch(application, [{ group, member: ada }]);
      const { link, lease } = await claimLink(context, group);
      await recordAbout(context, { id: ada, type: 'User' }, { groupsDue: { dueAt: 2 } });
      assert.deepEqual(await claimAll(context, 2), [], 'the lease goes on');
      const now = { agreed: 'out', open: false } as const;
      const memberships = [{ member: ada, revision: 1, now }];
      assert.equal(await store.links.record(link, lease, {}, { memberships, release: { attempts: 0 } }), true);
      const known = await store.memberships.listByMember(application, [ada]);
      assert.deepEqual(known, [{ ...newMembership(group, ada), revision: 2 }]);
      assert.deepEqual(await claimAll(context, 2), [group]);
    },
  },
];
