import assert from 'node:assert/strict';
import type { ConnectorCase } from './connector-case.js';

export const createCases: readonly ConnectorCase[] = [
  {
    name: 'a created account is read back as the same account, with what was sent',
    needs: ['create'],
    async run(subject) {
      const sent = subject.nextFields();
      const created = await subject.create(sent);
      const read = await subject.get(created.id);
      assert.equal(read.id, created.id);
      assert.equal(read.identity, created.identity);
      assert.notEqual(read.active, false, 'a new account is reported inactive');
      subject.expectFields(created, sent);
      subject.expectFields(read, sent);
    },
  },
  {
    name: 'no two accounts have one id or one identity',
    needs: ['create'],
    async run(subject) {
      const one = await subject.create(subject.nextFields());
      const other = await subject.create(subject.nextFields());
      assert.notEqual(one.id, other.id);
      assert.notEqual(one.identity, other.identity);
    },
  },
];
