import assert from 'node:assert/strict';
import {
  anotherValue,
  beginChanges,
  changeAsStranger,
  createShown,
  expectShown,
  findShown,
  updateAccount,
} from './change-steps.js';
import type { ConnectorCase } from './connector-case.js';
import { addMembers, createMember } from './member-steps.js';

const needs = ['create', 'update', 'changes'] as const;

/** What shows up. Our own writes do, as all others: what is left out would be missed when somebody else has changed the same account. */
export const changeCases: readonly ConnectorCase[] = [
  {
    name: 'an account that we make shows up behind the checkpoint',
    needs: ['create', 'changes'],
    async run(subject) {
      const since = await beginChanges(subject);
      const { id } = await subject.create(subject.nextFields());
      await expectShown(subject, since, id, 'the create');
    },
  },
  {
    name: 'an update that we make shows up behind the checkpoint',
    needs,
    async run(subject) {
      const { account, since } = await createShown(subject);
      await updateAccount(subject, account);
      await expectShown(subject, since, account.id, 'the update');
    },
  },
  {
    name: 'a removal shows up as a deletion, and that is the last word',
    needs: ['create', 'remove', 'changes'],
    async run(subject) {
      const { account, since } = await createShown(subject);
      if ((await subject.remove(account)).kind !== 'removed') return;
      const told = await findShown(subject, since, account.id, ({ kind }) => kind === 'deleted');
      assert.equal(told.at(-1)?.kind, 'deleted', `what is told last of the account is ${JSON.stringify(told.at(-1))}`);
    },
  },
  {
    name: 'what somebody else changes shows up, and is read',
    needs: [...needs, 'harness.changes.asStranger'],
    async run(subject) {
      const { account, since } = await createShown(subject);
      const fields = await changeAsStranger(subject, account.id);
      await expectShown(subject, since, account.id, 'what somebody else changed');
      subject.expectFields(await subject.get(account.id), fields);
    },
  },
  {
    name: 'where changes say whose they are, ours are not theirs and theirs are not ours',
    needs: [...needs, 'harness.changes.asStranger'],
    async run(subject) {
      const { account, since } = await createShown(subject);
      await updateAccount(subject, account);
      const ours = await findShown(subject, since, account.id);
      const later = await beginChanges(subject);
      await changeAsStranger(subject, account.id);
      const theirs = await findShown(subject, later, account.id, ({ origin }) => origin !== 'ours');
      assert.ok(!ours.some(({ origin }) => origin === 'theirs'), 'our own update is said to be theirs');
      // A late word of ours may come along.
      const isTheirs = theirs.length === 0 || theirs.some(({ origin }) => origin !== 'ours');
      assert.ok(isTheirs, 'what somebody else changed is said to be ours');
    },
  },
  {
    name: 'where changes name fields, the one that changed is named as the rules name it',
    needs,
    async run(subject) {
      const { account, since } = await createShown(subject);
      const set = anotherValue(subject);
      const [remote = ''] = Object.keys(set);
      await subject.update(account, { set });
      const told = await findShown(subject, since, account.id);
      const named = told.flatMap(({ fields }) => fields ?? []);
      // That it shows at all has a case of its own.
      if (told.length === 0 || told.some(({ fields }) => fields === undefined)) return;
      assert.ok(named.includes(remote), `${remote} changed, but only ${named.join(', ') || 'nothing'} is named`);
    },
  },
];

/** Of users alone. */
export const leavingChangeCases: readonly ConnectorCase[] = [
  {
    name: 'a deactivation shows up behind the checkpoint',
    needs: ['create', 'deactivate', 'changes'],
    async run(subject) {
      const { account, since } = await createShown(subject);
      await subject.deactivate(account);
      await expectShown(subject, since, account.id, 'the deactivation');
    },
  },
];

/** Of groups alone. */
export const memberChangeCases: readonly ConnectorCase[] = [
  {
    name: 'who joins a group shows up as a change of the group',
    needs: [...needs, 'users.create', 'members'],
    async run(subject) {
      const { account: group, since } = await createShown(subject);
      await addMembers(subject, group, [await createMember(subject)]);
      await expectShown(subject, since, group.id, 'the new member');
    },
  },
];
