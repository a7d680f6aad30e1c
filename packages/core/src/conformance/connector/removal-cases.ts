import assert from 'node:assert/strict';
import type { ConnectorCase } from './connector-case.js';
import { expectKind } from './expect-rejection.js';

export const removalCases: readonly ConnectorCase[] = [
  {
    name: 'a removed account is not found',
    needs: ['create', 'remove'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      const removal = await subject.remove(created);
      if (removal.kind === 'removed') await expectKind('get', subject.get(created.id), 'not-found');
      else
        assert.equal((await subject.get(created.id)).active, false, 'it was to be deactivated instead, but is active');
    },
  },
  {
    name: 'to remove twice is fine',
    needs: ['create', 'remove'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      const first = await subject.remove(created);
      assert.equal((await subject.remove(created)).kind, first.kind);
    },
  },
  {
    name: 'an update of what was removed is not-found, and brings nothing back',
    needs: ['create', 'update', 'remove'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      if ((await subject.remove(created)).kind !== 'removed') return;
      const [rule] = subject.writable;
      assert.ok(rule, 'there is no field to update');
      const set = { [rule.remote]: subject.nextFields()[rule.remote] };
      await expectKind('the update', subject.update(created, { set }), 'not-found');
    },
  },
];
