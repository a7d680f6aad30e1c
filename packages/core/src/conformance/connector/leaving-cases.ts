import assert from 'node:assert/strict';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';
import { expectKind } from './expect-rejection.js';

export const leavingCases: readonly ConnectorCase[] = [
  {
    name: 'a deactivated account is reported inactive, and is the same account',
    needs: ['create', 'deactivate'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      const left = await subject.deactivate(created);
      const read = await subject.get(created.id);
      assert.equal(left.active, false, 'deactivate gave back an active account');
      assert.equal(read.active, false, 'get gave back an active account');
      assert.equal(read.identity, created.identity);
    },
  },
  {
    name: 'to deactivate twice is fine',
    needs: ['create', 'deactivate'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      await subject.deactivate(created);
      await subject.deactivate(await subject.get(created.id), created.memo);
    },
  },
  {
    name: 'a reactivated account is active again and has what it had, roles too',
    needs: ['create', 'deactivate', 'reactivate'],
    async run(subject) {
      const { rules, harness } = subject;
      const roles = rules.roles && harness.roles ? { [rules.roles.remote]: harness.roles.managed } : {};
      const { id } = await subject.create({ ...subject.nextFields(), ...roles });
      const before = await subject.get(id);
      await subject.deactivate(before);
      await subject.reactivate(await subject.get(id), before.memo);
      const after = await subject.get(id);
      assert.notEqual(after.active, false, 'the account is still inactive');
      assert.equal(after.identity, before.identity);
      assert.deepEqual(rolesOf(subject, after.fields), rolesOf(subject, before.fields));
      const plain = Object.keys(before.fields).filter((name) => name !== rules.roles?.remote);
      subject.expectFields(after, before.fields, plain);
    },
  },
  {
    name: 'a reactivated account does not get back what was taken meanwhile',
    needs: ['create', 'deactivate', 'reactivate', 'harness.roles'],
    async run(subject) {
      const { rules, harness } = subject;
      assert.ok(rules.roles && harness.roles);
      const [kept, revoked] = harness.roles.managed;
      const remote = rules.roles.remote;
      const { id } = await subject.create({ ...subject.nextFields(), [remote]: [kept, revoked] });
      const before = await subject.get(id);
      await subject.deactivate(before);
      await subject.reactivate(await subject.get(id), before.memo, { [remote]: [revoked] });
      const roles = (await subject.get(id)).fields[remote];
      assert.ok(!Array.isArray(roles) || !roles.includes(revoked), `the account has ${revoked} back`);
    },
  },
  {
    name: 'what an account owns is counted',
    needs: ['create', 'owned', 'harness.content'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      const before = await subject.owned(created);
      assert.ok((await subject.harness.content?.create(created.id)) !== undefined, 'harness.content made nothing');
      const after = await subject.owned(created);
      assert.deepEqual([before?.count, after?.count], [0, 1]);
    },
  },
  {
    name: 'what a removed account owned belongs to the account that was named',
    needs: ['create', 'remove', 'harness.content', 'harness.reassignTo'],
    async run(subject) {
      const { content, reassignTo } = subject.harness;
      const created = await subject.create(subject.nextFields());
      const id = await content?.create(created.id);
      assert.ok(id, 'harness.content made nothing');
      assert.equal(await content?.findOwner(id), created.id);
      await subject.remove(created);
      assert.equal(await content?.findOwner(id), await reassignTo?.());
    },
  },
  {
    name: 'a removal that names nobody is refused where the vendor demands a name, and removes nothing',
    needs: ['create', 'remove', 'reassign: required'],
    async run(subject) {
      const created = await subject.create(subject.nextFields());
      await expectKind('the removal', subject.remove(created, {}), 'invalid', 'unsupported');
      assert.equal((await subject.get(created.id)).identity, created.identity);
    },
  },
];

function rolesOf({ rules }: ConnectorSubject, fields: Readonly<Record<string, unknown>>): unknown {
  const roles = rules.roles && fields[rules.roles.remote];
  return Array.isArray(roles) ? roles.toSorted() : roles;
}
