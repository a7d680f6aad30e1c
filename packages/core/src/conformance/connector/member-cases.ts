import assert from 'node:assert/strict';
import type { MemberRef } from '../../connector/account.js';
import type { ConnectorCase } from './connector-case.js';
import { expectKind, rejectionOf } from './expect-rejection.js';
import { addMembers, changeMembers, createMember, expectMembers, loseMember, removeMembers } from './member-steps.js';

const needs = ['create', 'update', 'users.create', 'members', 'harness.members'] as const;

export const memberCases: readonly ConnectorCase[] = [
  {
    name: 'members are added, and the answer is the group as it then is',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const [one, other] = [await createMember(subject), await createMember(subject)];
      await expectMembers(subject, group, []);
      const answer = await addMembers(subject, group, [one, other]);
      await expectMembers(subject, group, [one, other]);
      assert.deepEqual(answer, await subject.get(group.id));
    },
  },
  {
    name: 'to add who is in is done',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const [one, other] = [await createMember(subject), await createMember(subject)];
      await addMembers(subject, group, [one]);
      await addMembers(subject, group, [one, other]);
      await expectMembers(subject, group, [one, other]);
    },
  },
  {
    name: 'members are removed while others are added',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const [one, other, third] = [
        await createMember(subject),
        await createMember(subject),
        await createMember(subject),
      ];
      await addMembers(subject, group, [one, other]);
      await changeMembers(subject, group, [third], [one]);
      await expectMembers(subject, group, [other, third]);
    },
  },
  {
    name: 'to remove who is out is done',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const [one, other] = [await createMember(subject), await createMember(subject)];
      await addMembers(subject, group, [one, other]);
      await removeMembers(subject, group, [one]);
      await removeMembers(subject, group, [one, other]);
      await expectMembers(subject, group, []);
    },
  },
  {
    name: 'to remove somebody whose account is gone is done',
    needs: [...needs, 'users.remove'],
    async run(subject) {
      const { group, gone, other } = await loseMember(subject);
      if (gone === undefined) return;
      await removeMembers(subject, group, [gone, other]);
      await expectMembers(subject, group, []);
    },
  },
  {
    name: 'to add somebody whose account is gone does not say that the group is gone',
    needs: [...needs, 'users.remove'],
    async run(subject) {
      const { group, gone } = await loseMember(subject);
      if (gone === undefined) return;
      const reason = await addMembers(subject, group, [gone]).then(
        () => undefined,
        (rejection: unknown) => rejection,
      );
      const kind = typeof reason === 'object' && reason !== null && 'kind' in reason ? reason.kind : undefined;
      assert.notEqual(
        kind,
        'not-found',
        'not-found is the word for the group: throw invalid, or leave that member out',
      );
    },
  },
  {
    name: 'other members are left alone, also when the group gets another name',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const [one, other] = [await createMember(subject), await createMember(subject)];
      await addMembers(subject, group, [one]);
      const again = await subject.reconnect();
      await addMembers(again, group, [other]);
      await expectMembers(subject, group, [one, other]);
      await removeMembers(again, group, [one]);
      await expectMembers(subject, group, [other]);
      const names = subject.writable.map(({ remote }) => remote);
      const fields = subject.nextFields();
      const set = Object.fromEntries(names.map((name) => [name, fields[name]]));
      await again.update(await again.get(group.id), { set });
      await expectMembers(subject, group, [other]);
    },
  },
  {
    name: 'as many as an update takes go at once, and whoever is in is removed from any page',
    needs,
    async run(subject) {
      const atOnce = subject.rules.members?.atOnce ?? 100;
      const count = Math.max(atOnce, (subject.harness.groups?.members?.pageSize ?? 0) + 2);
      const group = await subject.create(subject.nextFields());
      const all: MemberRef[] = [];
      for (let index = 0; index < count; index += 1) all.push(await createMember(subject));
      await addMembers(subject, group, all);
      await expectMembers(subject, group, all);
      for (const end of [all.slice(-1), all.slice(0, 1)]) await removeMembers(subject, group, end);
      await expectMembers(subject, group, all.slice(1, -1));
    },
  },
  {
    name: 'a group stands in a group, and leaves it',
    needs: [...needs, 'members: nested'],
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const inner: MemberRef = { id: (await subject.create(subject.nextFields())).id, type: 'Group' };
      const person = await createMember(subject);
      await addMembers(subject, group, [inner, person]);
      await expectMembers(subject, group, [inner, person]);
      await removeMembers(subject, group, [inner]);
      await expectMembers(subject, group, [person]);
    },
  },
  {
    name: 'a change of the members of a removed group is not-found',
    needs: [...needs, 'remove'],
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const [one, other] = [await createMember(subject), await createMember(subject)];
      await addMembers(subject, group, [one]);
      await subject.remove(group);
      await expectKind('to add to it', addMembers(subject, group, [other]), 'not-found');
      await expectKind('to remove from it', removeMembers(subject, group, [one]), 'not-found');
    },
  },
  {
    name: 'an aborted signal ends a change of members, and nothing is written',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const added = { [subject.rules.members?.remote ?? '']: [await createMember(subject)] };
      await rejectionOf('an aborted change', subject.update(group, { added }, AbortSignal.abort()));
      await expectMembers(subject, group, []);
    },
  },
];
