import assert from 'node:assert/strict';
import { difference, isEmptyChange } from '../../connector/difference.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';

const oddTexts = ['Tom & Jerry', "O'Neil", 'Zoë Ångström-Łukasiewicz', '李小龍', '"Ann" (100 %), 5 € + x;'];

export const updateCases: readonly ConnectorCase[] = [
  {
    name: 'an update of one field leaves the others alone',
    needs: ['create', 'update'],
    async run(subject) {
      const { id } = await subject.create(subject.nextFields());
      const next = subject.nextFields();
      for (const { remote } of subject.writable) {
        const before = await subject.get(id);
        await subject.update(before, { set: { [remote]: next[remote] } });
        const others = Object.keys(before.fields).filter((name) => name !== remote);
        subject.expectFields(await subject.get(id), before.fields, others);
      }
    },
  },
  {
    name: 'an update gives the account back as it then is',
    needs: ['create', 'update'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      const change = { set: writableFields(subject) };
      const updated = await subject.update(created, change);
      assert.deepEqual(updated, await subject.get(created.id));
    },
  },
  {
    name: 'a field is set to nothing',
    needs: ['create', 'update', 'harness.clearable'],
    async run(subject) {
      for (const name of subject.known.clearable ?? []) {
        const sent = subject.nextFields();
        assert.ok(sent[name] !== undefined, `harness.fields has no ${name}, which harness.clearable names`);
        const created = await subject.create(sent);
        await subject.update(created, { cleared: [name] });
        subject.expectFields(await subject.get(created.id), { [name]: undefined });
      }
    },
  },
  {
    name: 'once applied, nothing is left to change',
    needs: ['create', 'update'],
    async run(subject) {
      const { id } = await subject.create(subject.nextFields());
      const desired = writableFields(subject);
      const { rules } = subject.rules;
      const before = await subject.get(id);
      await subject.update(before, difference(desired, only(before.fields, desired), rules));
      const after = await subject.get(id);
      const left = difference(desired, only(after.fields, desired), rules);
      assert.ok(isEmptyChange(left), `a second run would write ${JSON.stringify(left)}`);
    },
  },
  {
    name: 'ampersands, quotes and other scripts survive',
    needs: ['create', 'update', 'harness.text'],
    async run(subject) {
      const { id } = await subject.create(subject.nextFields());
      for (const name of subject.known.text ?? []) {
        for (const text of oddTexts) {
          await subject.update(await subject.get(id), { set: { [name]: text } });
          subject.expectFields(await subject.get(id), { [name]: text });
          const created = await subject.create({ ...subject.nextFields(), [name]: text });
          subject.expectFields(await subject.get(created.id), { [name]: text });
        }
      }
    },
  },
  {
    name: 'an account keeps its identity over updates',
    needs: ['create', 'update'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      await subject.update(created, { set: writableFields(subject) });
      assert.equal((await subject.get(created.id)).identity, created.identity);
    },
  },
];

function writableFields(subject: ConnectorSubject): Record<string, unknown> {
  return only(subject.nextFields(), Object.fromEntries(subject.writable.map(({ remote }) => [remote, true])));
}

function only(fields: Readonly<Record<string, unknown>>, names: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(names, name)));
}
