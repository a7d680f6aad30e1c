import assert from 'node:assert/strict';
import type { HandOver } from '../../store/resource-store.js';
import { getLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

function give({ store, scope }: StoreContext, part: Partial<HandOver> = {}) {
  return store.resources.handOver({ directory: scope.directory, from: 'idp', to: 'hr', actor: 'operator', ...part });
}

export const ownerCases: readonly StoreCase[] = [
  {
    name: 'a hand-over of one changes its owner and version, leaves its times and the others, and is in the history',
    async run(context) {
      const { createUser, createGroup, read, readMarks, store } = context;
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const staff = await createGroup('Staff', [ada.id]);
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      assert.deepEqual(await give(context, { only: { type: 'User', id: ada.id } }), [
        { owner: 'hr', type: 'User', count: 1 },
      ]);
      assert.deepEqual(await read(ada), { ...ada, owner: 'hr', version: ada.version + 1 });
      assert.deepEqual(await read(eve), eve);
      assert.deepEqual(await read(staff), staff);
      const marks = (await readMarks()).map(({ type, id, reach }) => ({ type, id, reach }));
      assert.deepEqual(marks, [{ type: 'User', id: ada.id, reach: 'self' }]);
      const [line] = await store.journal.list({ resourceId: ada.id, limit: 1 });
      assert.equal(line?.actor, 'operator');
      assert.equal(line?.action, 'own');
      assert.deepEqual(line?.changes, { owner: { from: 'idp', to: 'hr' } });
    },
  },
  {
    name: "what is not the former owner's, or of another type or directory, is not handed over",
    async run(context) {
      const { createUser, read } = context;
      const ada = await createUser({ userName: 'ada' });
      for (const part of [
        { from: 'hr', to: 'idp', only: { type: 'User', id: ada.id } },
        { only: { type: 'Group', id: ada.id } },
        { directory: `${context.scope.directory}-2` },
        { from: 'hr' },
      ])
        assert.deepEqual(await give(context, part), []);
      assert.deepEqual(await read(ada), ada);
    },
  },
  {
    name: 'a hand-over of all takes what is in the trash with it',
    async run(context) {
      const { createUser, createGroup, change, read, readMarks, scope, store } = context;
      const [ada, eve] = [await createUser({ userName: 'ada' }), await createUser({ userName: 'eve' })];
      const dan = await createUser({ userName: 'dan' }, { scope: { ...scope, client: 'other' } });
      const staff = await createGroup('Staff', [ada.id]);
      await change(eve, { resource: 'trash' });
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      assert.deepEqual(await give(context), [
        { owner: 'hr', type: 'Group', count: 1 },
        { owner: 'hr', type: 'User', count: 1 },
      ]);
      assert.equal((await readMarks()).length, 2);
      assert.deepEqual(
        [(await read(ada)).owner, (await read(staff)).owner, (await read(dan)).owner],
        ['hr', 'hr', 'other'],
      );
      const [trashed] = (await store.resources.listTrash(scope, { limit: 5 })).map(({ record }) => record);
      assert.equal(trashed?.owner, 'hr');
      assert.deepEqual(await store.resources.countOwned(scope.directory), [
        { owner: 'hr', type: 'Group', count: 1 },
        { owner: 'hr', type: 'User', count: 1 },
        { owner: 'other', type: 'User', count: 1 },
      ]);
      assert.deepEqual(await store.resources.countOwned(`${scope.directory}-2`), []);
    },
  },
  {
    name: 'a commit that was planned before a hand-over is a version conflict',
    async run(context) {
      const { createUser, tryCommit } = context;
      const ada = await createUser({ userName: 'ada' });
      await give(context);
      const version = ada.version + 1;
      assert.deepEqual(await tryCommit(ada, { resource: 'trash' }), { kind: 'version-conflict', version });
    },
  },
  {
    name: 'of a hand-over and a commit at the same time one comes first',
    async run(context) {
      const { createUser, tryCommit, read, rounds } = context;
      for (let round = 0; round < rounds; round += 1) {
        const user = await createUser({ userName: `ada-${round}` });
        const only = { type: 'User', id: user.id };
        const [outcome, handed] = await Promise.all([
          tryCommit(user, { resource: { userName: `ada-${round}`, title: 'Countess' } }),
          give(context, { only }),
        ]);
        assert.deepEqual(handed, [{ owner: 'hr', type: 'User', count: 1 }]);
        const after = await read(user);
        assert.equal(after.owner, 'hr');
        const committed = outcome.kind === 'committed';
        assert.equal(after.attributes.title, committed ? 'Countess' : undefined);
        assert.equal(after.version, committed ? 3 : 2);
      }
    },
  },
  {
    name: 'externalIds stay with the clients that set them, and what an application overruled ends',
    async run(context) {
      const { createUser, read, scope, store } = context;
      const overruled = { title: { by: 'application:blog', at: '2026-01-01T00:00:00.000Z', over: null } };
      const ada = await createUser({ userName: 'ada', title: 'Countess' }, { externalId: 'x-1', overruled });
      await give(context);
      const after = await read(ada);
      assert.equal(after.externalId, 'x-1');
      assert.equal(after.overruled, undefined);
      const seen = await store.resources.find({ ...scope, client: 'hr' }, 'User', ada.id);
      assert.ok(seen !== undefined && !('externalId' in seen));
    },
  },
  ...(
    [
      ['another client, with the same externalId,', 'hr', false],
      ['the client that owned them', 'idp', true],
    ] as const
  ).map(
    ([who, client, returns]): StoreCase => ({
      name: `who was deleted and is created again by ${who} ${returns ? 'gets their links back' : 'gets no link of theirs'}`,
      async run(context) {
        const { createUser, change, application, store, scope } = context;
        const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
        await touch(context, [ada.id], {});
        await change(ada, { resource: 'trash' });
        const again = await createUser({ userName: 'ada' }, { externalId: 'x-1', scope: { ...scope, client } });
        assert.equal((await store.links.find(application, again.id)) !== undefined, returns);
      },
    }),
  ),
  {
    name: 'an externalId from before a hand-over brings no link back',
    async run(context) {
      const { createUser, change, application, store, scope } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await touch(context, [ada.id], {});
      await give(context);
      const hr = { ...scope, client: 'hr' };
      await change({ ...ada, version: 2 }, { scope: hr, resource: 'trash' });
      const lookalike = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      assert.equal(await store.links.find(application, lookalike.id), undefined);
      assert.equal((await getLink(context, ada.id)).resourceId, ada.id);
    },
  },
];
