import assert from 'node:assert/strict';
import { listMembers, newMembership, recordMember } from './membership-steps.js';
import type { StoreCase } from './store-case.js';

const later = 4_000_000_000_000;

export const membershipCases: readonly StoreCase[] = [
  {
    name: 'a touch makes memberships that are missing, and opens the others once more',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, ada, eve] = [nextId(), nextId(), nextId()];
      await store.memberships.touch(application, [{ group, member: ada }]);
      assert.deepEqual(await store.memberships.listByMember(application, [ada]), [newMembership(group, ada)]);
      const now = { agreed: 'in', accountId: '7', open: false, lateUntil: later } as const;
      await recordMember(context, { group, member: ada }, now);
      await store.memberships.touch(
        application,
        [ada, eve].map((member) => ({ group, member })),
      );
      assert.deepEqual(await listMembers(context, { group, members: [ada, eve] }), [
        { group, member: ada, ...now, open: true, revision: 2 },
        newMembership(group, eve),
      ]);
    },
  },
  {
    name: 'who is in a group is listed page by page, those who may differ as well',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other] = [nextId(), nextId()];
      const members = Array.from({ length: 5 }, nextId);
      await store.memberships.touch(
        application,
        [...members, other].map((member) => ({ group: member === other ? other : group, member })),
      );
      for (const member of members)
        await recordMember(context, { group, member }, { agreed: 'in', accountId: member, open: false });
      await recordMember(context, { group: other, member: other }, { agreed: 'in', accountId: 'x', open: false });
      await store.memberships.touch(application, [{ group, member: members[1] ?? '' }]);
      await recordMember(context, { group, member: members[2] ?? '' }, { agreed: 'out', open: false });
      const first = await store.memberships.listIn(application, group, { limit: 2 });
      assert.deepEqual(
        first.map(({ member }) => member),
        [members[0], members[1]],
      );
      const after = first[1]?.member ?? '';
      const rest = await store.memberships.listIn(application, group, { after, limit: 2 });
      assert.deepEqual(
        rest.map(({ member, accountId }) => [member, accountId]),
        [
          [members[3], members[3]],
          [members[4], members[4]],
        ],
      );
    },
  },
  {
    name: 'a touch of no membership does nothing, one of thousands reaches each',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other] = [nextId(), nextId()];
      const members = Array.from({ length: 5000 }, nextId);
      const pairs = members.map((member) => ({ group, member }));
      await store.memberships.touch(application, []);
      await store.memberships.touch(application, pairs.slice(0, 2000));
      await store.memberships.touch(application, [...pairs, { group: other, member: group }]);
      const found = await store.memberships.listByMember(application, members);
      assert.deepEqual(
        found,
        members.map((member, place) => ({ ...newMembership(group, member), revision: place < 2000 ? 2 : 1 })),
      );
      assert.deepEqual(await store.memberships.listByMember(application, [group]), [newMembership(other, group)]);
    },
  },
  {
    name: 'a membership that is named twice in one touch is touched',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, ada] = [nextId(), nextId()];
      await store.memberships.touch(
        application,
        [ada, ada].map((member) => ({ group, member })),
      );
      const [membership, ...more] = await store.memberships.listByMember(application, [ada]);
      assert.deepEqual({ ...membership, revision: 1 }, newMembership(group, ada));
      assert.deepEqual(more, []);
    },
  },
  {
    name: 'a touch of a group opens all of its memberships, and makes none',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other, ada, eve, kim] = [nextId(), nextId(), nextId(), nextId(), nextId()];
      await store.memberships.touch(
        application,
        [ada, eve].map((member) => ({ group, member })),
      );
      // The group within another is no member of itself.
      await store.memberships.touch(
        application,
        [ada, group].map((member) => ({ group: other, member })),
      );
      await store.memberships.touch(`${application}-second`, [{ group, member: kim }]);
      await recordMember(context, { group, member: ada }, { agreed: 'in', accountId: '7', open: false });
      await store.memberships.touchGroup(application, group);
      await store.memberships.touchGroup(application, ada);
      assert.deepEqual(await store.memberships.listByMember(application, [ada, eve, kim, group]), [
        newMembership(other, group),
        { group, member: ada, agreed: 'in', accountId: '7', open: true, revision: 2 },
        newMembership(other, ada),
        { ...newMembership(group, eve), revision: 2 },
      ]);
      const elsewhere = await store.memberships.listByMember(`${application}-second`, [kim]);
      assert.deepEqual(elsewhere, [newMembership(group, kim)]);
    },
  },
  {
    name: 'memberships of members are listed by member and group',
    async run(context) {
      const { application, store, nextId } = context;
      const [first, second, ada, eve, kim] = [nextId(), nextId(), nextId(), nextId(), nextId()];
      const pairs = [
        { group: second, member: eve },
        { group: first, member: eve },
        { group: second, member: ada },
        { group: first, member: kim },
      ];
      await store.memberships.touch(application, pairs);
      const listed = await store.memberships.listByMember(application, [eve, nextId(), ada, eve]);
      assert.deepEqual(listed, [newMembership(second, ada), newMembership(first, eve), newMembership(second, eve)]);
      assert.deepEqual(await store.memberships.listByMember(application, []), []);
      assert.deepEqual(await store.memberships.listByMember(`${application}-second`, [ada, eve, kim]), []);
    },
  },
  {
    name: 'of a group those are listed that are open, or late and their time has come, page by page',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other, settled, open, late, openAndLate, waiting, last] = [
        nextId(),
        nextId(),
        nextId(),
        nextId(),
        nextId(),
        nextId(),
        nextId(),
        nextId(),
      ];
      const members = [last, waiting, openAndLate, late, open, settled];
      await store.memberships.touch(
        application,
        members.map((member) => ({ group, member })),
      );
      await store.memberships.touch(application, [{ group: other, member: open }]);
      await recordMember(context, { group, member: settled }, { agreed: 'in', accountId: '1', open: false });
      await recordMember(context, { group, member: waiting }, { agreed: 'out', open: false });
      await recordMember(context, { group, member: late }, { agreed: 'in', open: false, lateUntil: later });
      await recordMember(context, { group, member: openAndLate }, { agreed: 'unknown', open: true, lateUntil: later });
      const table: readonly (readonly [now: number, after: string | undefined, limit: number, readonly string[]])[] = [
        [later - 1, undefined, 10, [open, openAndLate, last]],
        [later, undefined, 10, [open, late, openAndLate, last]],
        [later, undefined, 2, [open, late]],
        [later, open, 2, [late, openAndLate]],
        [later, late, 2, [openAndLate, last]],
        [later, openAndLate, 2, [last]],
        [later, last, 2, []],
        [later, undefined, 0, []],
      ];
      for (const [now, after, limit, expected] of table) {
        const options = { now, limit, ...(after !== undefined && { after }) };
        const listed = await store.memberships.listOpen(application, group, options);
        assert.deepEqual(
          listed.map(({ member }) => member),
          expected,
          JSON.stringify(options),
        );
      }
      const [membership] = await store.memberships.listOpen(application, group, { now: later, after: open, limit: 1 });
      const known = { group, member: late, agreed: 'in', open: false, lateUntil: later, revision: 1 };
      assert.deepEqual(membership, known);
      assert.deepEqual(await store.memberships.listOpen(`${application}-second`, group, { now: later, limit: 9 }), []);
    },
  },
  {
    name: 'the memberships of a group are counted: in, open and waiting',
    async run(context) {
      const { application, store, nextId } = context;
      const [group, other] = [nextId(), nextId()];
      const none = { in: 0, open: 0, waiting: 0 };
      assert.deepEqual(await store.memberships.count(application, group), none);
      for (const [agreed, open] of [
        ['in', false],
        ['in', false],
        ['in', true],
        ['out', true],
        ['unknown', true],
        ['out', false],
        ['unknown', false],
      ] as const) {
        const member = nextId();
        await store.memberships.touch(application, [{ group, member }]);
        await store.memberships.touch(application, [{ group: other, member }]);
        await recordMember(context, { group, member }, { agreed, open });
      }
      assert.deepEqual(await store.memberships.count(application, group), { in: 3, open: 3, waiting: 2 });
      assert.deepEqual(await store.memberships.count(application, other), { ...none, open: 7 });
      assert.deepEqual(await store.memberships.count(`${application}-second`, group), none);
    },
  },
];
