import assert from 'node:assert/strict';
import type { ConnectorCase } from './connector-case.js';
import { expectKind } from './expect-rejection.js';

/** A vendor may have any number of groups of one name, but never two users of one log-in. */
export const conflictCases: readonly ConnectorCase[] = [
  {
    name: 'to create an account twice is a conflict, and leaves the first as it was',
    needs: ['create', 'harness.uniqueNames'],
    async run(subject) {
      const sent = subject.nextFields();
      const { id } = await subject.create(sent);
      const before = await subject.get(id);
      await expectKind('the second create', subject.create(sent), 'conflict');
      assert.deepEqual(await subject.get(id), before);
    },
  },
];
