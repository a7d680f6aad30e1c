import assert from 'node:assert/strict';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { sameValue } from '../../connector/difference.js';
import { rulePaths } from '../../connector/rule-paths.js';
import { toScimValues } from '../../connector/to-scim-values.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';

/** What the way back needs: rules whose `flow` is `read` or `both`. */
export const twoWayCases: readonly ConnectorCase[] = [
  {
    name: 'no two rules read into one attribute',
    needs: ['a rule that reads'],
    async run(subject) {
      const targets = reading(subject).map((rule) => rulePaths(rule)[0]);
      assert.ok(!targets.includes(undefined), 'a rule reads, but has no scim to read into');
      assert.deepEqual(targets, [...new Set(targets)]);
    },
  },
  {
    name: 'what is read back and written again is the same value there',
    needs: ['create', 'a rule that reads'],
    async run(subject) {
      const account = await subject.get((await subject.create(subject.nextFields())).id);
      const { values, failed } = await toScimValues(account, subject.rules.rules);
      assert.deepEqual(failed, []);
      for (const rule of reading(subject)) {
        const there = account.fields[rule.remote];
        if (there === undefined || rule.flow === 'read' || rule.convert === undefined) continue;
        const read = values[rulePaths(rule)[0] ?? ''];
        const again = read === undefined ? undefined : rule.convert.toRemote(read);
        assert.ok(
          sameValue(rule, again, there),
          `${rule.remote} is ${JSON.stringify(there)}, is read as ${JSON.stringify(read)}, and would be written as ${JSON.stringify(again)}`,
        );
      }
    },
  },
  {
    name: 'a field that is read and is empty there is in the account, as nothing',
    needs: ['create', 'update', 'a rule that reads', 'harness.clearable'],
    async run(subject) {
      const clearable = subject.known.clearable ?? [];
      const names = reading(subject).flatMap(({ remote }) => (clearable.includes(remote) ? [remote] : []));
      const sent = subject.nextFields();
      const without = Object.fromEntries(Object.entries(sent).filter(([name]) => !names.includes(name)));
      const never = await subject.create(without);
      const { id } = await subject.create(subject.nextFields());
      await subject.update(await subject.get(id), { cleared: names });
      for (const account of [await subject.get(never.id), await subject.get(id)]) {
        const missing = names.filter((name) => account.fields[name] === undefined);
        assert.deepEqual(missing, [], 'what is absent counts as not read, and would never be emptied here');
        const { values, failed } = await toScimValues(account, subject.rules.rules);
        assert.deepEqual(failed, []);
        for (const rule of reading(subject).filter(({ remote }) => names.includes(remote)))
          expectNothing(rule, account.fields[rule.remote], values[rulePaths(rule)[0] ?? '']);
      }
    },
  },
];

function reading({ rules }: ConnectorSubject): readonly AttributeRule[] {
  return rules.rules.filter(({ flow }) => flow === 'read' || flow === 'both');
}

/** Nothing there is nothing here. */
function expectNothing({ remote }: AttributeRule, there: unknown, read: unknown): void {
  if (!sameValue(undefined, undefined, there)) return;
  assert.ok(
    sameValue(undefined, undefined, read),
    `${remote} is ${JSON.stringify(there)}, but read as ${JSON.stringify(read)}`,
  );
}
