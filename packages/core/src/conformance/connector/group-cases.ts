import assert from 'node:assert/strict';
import { rulePaths } from '../../connector/rule-paths.js';
import type { ConnectorCase } from './connector-case.js';
import { expectKind } from './expect-rejection.js';

/** What is asked of groups alone, but for their members. */
export const groupCases: readonly ConnectorCase[] = [
  {
    name: 'a rule says where the displayName goes',
    needs: [],
    async run({ rules: { rules } }) {
      const naming = rules.filter((rule) => rule.flow !== 'read' && rulePaths(rule).includes('displayName'));
      assert.ok(naming.length > 0, 'no rule writes displayName');
    },
  },
  {
    name: 'members are no field of the rules, and at least one goes with an update',
    needs: ['members'],
    async run({ rules: { rules, members } }) {
      assert.ok(members);
      const { remote, atOnce = 1 } = members;
      assert.ok(!rules.some((rule) => rule.remote === remote), `a rule writes ${remote}`);
      assert.ok(Number.isInteger(atOnce) && atOnce > 0, `atOnce is ${atOnce}`);
    },
  },
  {
    name: 'to take a name that is taken is a conflict, and changes nothing',
    needs: ['create', 'update', 'harness.uniqueNames'],
    async run(subject) {
      const taken = subject.nextFields();
      await subject.create(taken);
      const { id } = await subject.create(subject.nextFields());
      const before = await subject.get(id);
      const naming = subject.writable.filter((rule) => rulePaths(rule).includes('displayName'));
      // That there is such a rule has a case of its own.
      if (naming.length === 0) return;
      const set = Object.fromEntries(naming.map(({ remote }) => [remote, taken[remote]]));
      await expectKind('the update', subject.update(before, { set }), 'conflict');
      assert.deepEqual(await subject.get(id), before);
    },
  },
];
