import assert from 'node:assert/strict';
import type { Delta } from '../../connector/changes.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { beginChanges, followChanges, readChanges, touchAccount } from './change-steps.js';
import type { ConnectorCase } from './connector-case.js';
import { rejectionOf } from './expect-rejection.js';

const needs = ['create', 'update', 'changes'] as const;

/** How one goes on from one reading of changes to the next, and never past anything. */
export const checkpointCases: readonly ConnectorCase[] = [
  {
    name: 'the first reading of changes has a checkpoint and nothing else',
    needs,
    async run(subject) {
      await touchAccount(subject);
      await subject.known.changes?.settle?.();
      const { checkpoint, ...rest } = await subject.changes(undefined);
      assert.deepEqual(rest, { items: [], more: false, complete: true });
      assert.equal(typeof checkpoint, 'string');
      assert.equal((await subject.changes(checkpoint)).complete, true, 'its checkpoint is of no use');
    },
  },
  {
    name: 'a checkpoint leads on after a restart',
    needs,
    async run(subject) {
      const since: string = JSON.parse(JSON.stringify(await beginChanges(subject)));
      const { id } = await touchAccount(subject);
      const again = await subject.reconnect();
      const { items } = await followChanges(again, since, (all) => tells(all, id));
      assert.ok(tells(items, id), `what happened since ${since} does not show`);
    },
  },
  {
    name: 'to read on from the same checkpoint again gives the same, or more',
    needs,
    async run(subject) {
      const since = await beginChanges(subject);
      const { id } = await touchAccount(subject);
      const { items } = await followChanges(subject, since, (all) => tells(all, id));
      const told = (await readChanges(subject, since)).items.map((delta) => delta.id);
      const missing = items.filter((delta) => !told.includes(delta.id));
      assert.deepEqual(missing, [], 'the second reading does not have them');
    },
  },
  {
    name: 'nothing is lost between one checkpoint and the next while changes go on',
    needs,
    async run(subject) {
      const items: Delta[] = [];
      let checkpoint = await beginChanges(subject);
      const touched: string[] = [];
      for (let round = 0; round < 5; round += 1) {
        touched.push((await touchAccount(subject)).id);
        const read = await readChanges(subject, checkpoint);
        items.push(...read.items);
        checkpoint = read.checkpoint;
      }
      const isTold = (all: readonly Delta[]) => touched.every((id) => tells([...items, ...all], id));
      const { items: rest } = await followChanges(subject, checkpoint, isTold);
      assert.deepEqual(
        touched.filter((id) => !tells([...items, ...rest], id)),
        [],
        'changes are lost',
      );
    },
  },
  {
    name: 'more changes than go onto a page are all told',
    needs: [...needs, 'harness.changes.pageSize'],
    async run(subject) {
      const since = await beginChanges(subject);
      const touched: string[] = [];
      const count = 2 * (subject.known.changes?.pageSize ?? 0) + 1;
      while (touched.length < count) touched.push((await touchAccount(subject)).id);
      const isTold = (all: readonly Delta[]) => touched.every((id) => tells(all, id));
      const { items } = await followChanges(subject, since, isTold);
      assert.deepEqual(
        touched.filter((id) => !tells(items, id)),
        [],
        'changes are lost',
      );
    },
  },
  {
    name: 'a checkpoint that means nothing gives no complete answer, and one to go on from',
    needs,
    async run(subject) {
      for (const nonsense of ['no checkpoint of yours', '', '-1', '{}', '💥']) {
        const { complete, checkpoint } = await subject.changes(nonsense);
        assert.equal(complete, false, `"${nonsense}" is answered as if nothing were missing`);
        assert.equal((await subject.changes(checkpoint)).complete, true, `after "${nonsense}" there is no way on`);
      }
    },
  },
  {
    name: 'a checkpoint that is too old gives no complete answer, and one to go on from',
    needs: [...needs, 'harness.changes.forget'],
    async run(subject) {
      const since = await beginChanges(subject);
      await touchAccount(subject);
      await subject.known.changes?.settle?.();
      await subject.known.changes?.forget?.();
      const { complete, checkpoint } = await subject.changes(since);
      assert.equal(complete, false, 'what was forgotten is taken for nothing');
      assert.equal((await subject.changes(checkpoint)).complete, true, 'there is no way on');
    },
  },
  {
    name: 'wrong credentials read no changes, not even none',
    needs: ['changes'],
    async run(subject) {
      const wrong = await subject.harness.connect('wrong');
      const signal = new AbortController().signal;
      const since = await beginChanges(subject);
      // Once: a vendor may lock an account after a few attempts.
      const call = wrong[subject.type]?.changes?.(since, signal);
      const reason = await rejectionOf('changes', call ?? Promise.reject(new Error('There is no changes.')));
      assert.ok(ConnectorError.is(reason), `changes rejected with ${String(reason)}, which is no ConnectorError`);
      await wrong.dispose?.();
    },
  },
];

function tells(items: readonly Delta[], id: string): boolean {
  return items.some((delta) => delta.id === id);
}
