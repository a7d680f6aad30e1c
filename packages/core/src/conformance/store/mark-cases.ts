import assert from 'node:assert/strict';
import type { Mark } from '../../store/resource.js';
import type { StoreCase } from './store-case.js';

const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

export const markCases: readonly StoreCase[] = [
  {
    name: 'marks are listed oldest first, each with its directory, until they are removed',
    async run({ scope, createUser, readMarks, store }) {
      for (const userName of ['ada', 'eve', 'kim']) await createUser({ userName }, { marks: [selfMark(userName)] });
      const marks = await readMarks();
      assert.deepEqual(
        marks.map(({ seq: _, ...mark }) => mark),
        ['ada', 'eve', 'kim'].map((id) => ({ ...selfMark(id), directory: scope.directory })),
      );
      const [ada, eve, kim] = marks;
      assert.ok(ada && eve && kim);
      assert.ok(ada.seq < eve.seq && eve.seq < kim.seq);
      await store.marks.remove([ada.seq, kim.seq]);
      assert.deepEqual(await readMarks(), [eve]);
      await store.marks.remove([ada.seq]);
      await store.marks.remove([]);
      assert.deepEqual(await readMarks(), [eve]);
    },
  },
  {
    name: 'where a commit came from, its trace and its request, goes with its marks, and with those of the members it adds',
    async run({ scope, nextId, createUser, createGroup, change, readMarks }) {
      const { id } = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [id], { marks: [selfMark('u-1')], trace });
      const journal = {
        actor: 'client:idp',
        action: 'patch',
        directory: scope.directory,
        resourceType: 'Group',
        resourceId: staff.id,
        requestId: nextId(),
      };
      const { requestId } = journal;
      const emptied = await change(staff, { members: { add: [], remove: [id] }, journal });
      await change(emptied, { members: { add: [id], remove: [] }, journal, trace });
      assert.deepEqual(
        (await readMarks()).map((mark) => [mark.id, mark.origin]),
        [
          ['u-1', { trace }],
          [id, { trace }],
          [id, { requestId }],
          [id, { trace, requestId }],
        ],
      );
    },
  },
  {
    name: 'a list of marks is as long as asked at most, from the oldest on',
    async run({ createUser, store }) {
      await createUser({ userName: 'ada' }, { marks: ['a', 'b', 'c'].map(selfMark) });
      const all = await store.marks.list(100_000);
      assert.ok(all.length >= 3);
      assert.deepEqual(await store.marks.list(2), all.slice(0, 2));
    },
  },
  {
    name: 'marks are listed by their reach',
    async run({ createGroup, readMarks, store }) {
      const reach = 'members';
      await createGroup('Staff', [], { marks: [{ type: 'Group', id: 'g-1', reach }, selfMark('u-1')] });
      const own = new Set((await readMarks()).map(({ seq }) => seq));
      for (const asked of ['members', 'self'] as const) {
        const listed = (await store.marks.list(100_000, asked)).filter(({ seq }) => own.has(seq));
        assert.deepEqual(
          listed.map((mark) => mark.reach),
          [asked],
        );
      }
    },
  },
  {
    name: 'where a long expansion stands is kept with its mark alone',
    async run({ createGroup, readMarks, store }) {
      const reach = 'members';
      await createGroup('Staff', [], { marks: [{ type: 'Group', id: 'g-1', reach }, selfMark('u-1')] });
      const [first, second] = await readMarks();
      assert.ok(first && second);
      assert.equal(first.after, undefined);
      await store.marks.advance(first.seq, 'member-7');
      await store.marks.advance(first.seq, 'member-9');
      assert.deepEqual(await readMarks(), [{ ...first, after: 'member-9' }, second]);
      await store.marks.remove([first.seq]);
      await store.marks.advance(first.seq, 'member-10');
      assert.deepEqual(await readMarks(), [second]);
    },
  },
  {
    name: 'two changes of one resource are two marks, so that none is lost while the other is expanded',
    async run({ createUser, change, readMarks, store }) {
      const ada = await createUser({ userName: 'ada' }, { marks: [selfMark('u-1')] });
      const [first] = await readMarks();
      assert.ok(first);
      await change(ada, { resource: { userName: 'ada', title: 'Countess' }, marks: [selfMark('u-1')] });
      await store.marks.remove([first.seq]);
      assert.equal((await readMarks()).length, 1);
    },
  },
];

function selfMark(id: string): Mark {
  return { type: 'User', id, reach: 'self' };
}
