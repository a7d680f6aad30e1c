import assert from 'node:assert/strict';
import type { MemberRef } from '../../connector/account.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { ConnectorCase } from './connector-case.js';
import type { ConnectorSubject } from './connector-subject.js';
import { expectKind, rejectionOf } from './expect-rejection.js';
import { addMembers, createMember } from './member-steps.js';

const needs = ['create', 'update', 'users.create', 'members', 'members: read', 'harness.members'] as const;

/** How the members of a group are read, for changes that come back. What the site itself says is in the harness. */
export const memberReadingCases: readonly ConnectorCase[] = [
  {
    name: 'the members of a group are read page by page, each once, and from any page after a restart',
    needs,
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const pageSize = subject.harness.groups?.members?.pageSize;
      const people: MemberRef[] = [];
      while (people.length < 2 * (pageSize ?? 1) + 1) people.push(await createMember(subject));
      await addMembers(subject, group, people);
      const there = await membersThere(subject, group.id);
      const { refs, cursors } = await walk(subject, group.id);
      assert.deepEqual(refs.toSorted(), there);
      if (pageSize !== undefined && there.length > pageSize)
        assert.ok(cursors.length > 0, 'there is one page only: harness.groups.members.pageSize is too small');
      for (const { cursor, before } of cursors) {
        const rest = await walk(await subject.reconnect(), group.id, JSON.parse(JSON.stringify(cursor)));
        assert.deepEqual(rest.refs, refs.slice(before), `from ${cursor}`);
      }
    },
  },
  {
    name: 'a group without members has a page without any',
    needs: ['create', 'members: read'],
    async run(subject) {
      const { id } = await subject.create(subject.nextFields());
      assert.deepEqual(await subject.members(id, undefined), { items: [], complete: true });
    },
  },
  {
    name: 'a group in a group is read as a group',
    needs: [...needs, 'members: nested'],
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      const inner = await subject.create(subject.nextFields());
      await addMembers(subject, group, [{ id: inner.id, type: 'Group' }, await createMember(subject)]);
      assert.deepEqual((await walk(subject, group.id)).refs.toSorted(), await membersThere(subject, group.id));
    },
  },
  {
    name: 'to read the members of a group that is gone is not-found',
    needs: ['create', 'remove', 'members: read'],
    async run(subject) {
      const group = await subject.create(subject.nextFields());
      // That a group is removed has a case of its own.
      if ((await subject.remove(group)).kind !== 'removed') return;
      await expectKind('members', subject.members(group.id, undefined), 'not-found');
    },
  },
  {
    name: 'wrong credentials read no members, not even none',
    needs: ['create', 'members: read'],
    async run(subject) {
      const { id } = await subject.create(subject.nextFields());
      const wrong = await subject.harness.connect('wrong');
      const call = wrong.groups?.members?.(id, undefined, new AbortController().signal);
      const reason = await rejectionOf('members', call ?? Promise.reject(new Error('There is no members.')));
      assert.ok(ConnectorError.is(reason), `members rejected with ${String(reason)}, which is no ConnectorError`);
      await wrong.dispose?.();
    },
  },
];

async function walk(subject: ConnectorSubject, id: string, from?: string) {
  const refs: string[] = [];
  const cursors: { cursor: string; before: number }[] = [];
  let cursor = from;
  do {
    const page = await subject.members(id, cursor);
    assert.equal(page.complete, true, 'the members are said to be incomplete');
    refs.push(...page.items.map(describe));
    cursor = page.next;
    if (cursor === undefined) break;
    assert.ok(!cursors.some((known) => known.cursor === cursor), `the cursor ${cursor} leads in a circle`);
    cursors.push({ cursor, before: refs.length });
  } while (cursor !== undefined);
  return { refs, cursors };
}

/** Sorted. */
async function membersThere({ harness }: ConnectorSubject, id: string): Promise<readonly string[]> {
  return ((await harness.groups?.members?.list(id)) ?? []).map(describe).toSorted();
}

function describe({ type, id }: MemberRef): string {
  return `${type} ${id}`;
}
