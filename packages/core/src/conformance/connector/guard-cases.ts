import assert from 'node:assert/strict';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';

export const guardCases: readonly ConnectorCase[] = [
  {
    name: 'roles are added and removed, and others are left alone',
    needs: ['create', 'update', 'harness.roles'],
    async run(subject) {
      const { remote, managed, unmanaged } = rolesOf(subject);
      const [first, second] = managed;
      const { id } = await subject.create({ ...subject.nextFields(), [remote]: [first, unmanaged] });
      const held = async () => new Set(asList((await subject.get(id)).fields[remote]));
      assert.deepEqual(await held(), new Set([first, unmanaged]), 'after the create');
      await subject.update(await subject.get(id), { added: { [remote]: [second] } });
      assert.deepEqual(await held(), new Set([first, second, unmanaged]), `after ${second} was added`);
      await subject.update(await subject.get(id), { added: {}, removed: { [remote]: [first] } });
      assert.deepEqual(await held(), new Set([second, unmanaged]), `after ${first} was removed`);
    },
  },
  {
    name: 'an account with a privileged role says so, an ordinary one does not',
    needs: ['create', 'a privileged role'],
    async run(subject) {
      const { roles } = subject.rules;
      assert.ok(roles);
      const ordinary = await subject.create(subject.nextFields());
      assert.notEqual((await subject.get(ordinary.id)).privileged, true);
      for (const role of roles.privileged) {
        const { id } = await subject.create({ ...subject.nextFields(), [roles.remote]: [role] });
        assert.equal((await subject.get(id)).privileged, true, `an account with the role ${role}`);
      }
    },
  },
];

/** Of users and groups alike. */
export const protectionCases: readonly ConnectorCase[] = [
  {
    name: 'an account that nobody may touch says why, an ordinary one does not',
    needs: ['create', 'harness.protectedId'],
    async run(subject) {
      const { id } = await subject.create(subject.nextFields());
      assert.equal((await subject.get(id)).protected, undefined);
      const untouchable = await subject.known.protectedId?.();
      assert.ok(untouchable, 'harness.protectedId names nobody');
      assert.ok((await subject.get(untouchable)).protected, `account ${untouchable} is not reported as protected`);
    },
  },
];

function rolesOf({ rules, harness }: ConnectorSubject) {
  assert.ok(rules.roles && harness.roles, 'the rules or the harness name no roles');
  return { remote: rules.roles.remote, ...harness.roles };
}

function asList(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value), `the roles are no list: ${JSON.stringify(value)}`);
  return value;
}
