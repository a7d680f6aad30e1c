import { at } from '../at.js';
import { demand } from '../demand.js';
import { NotApplicable } from '../not-applicable.js';
import type { Need, Requirement } from '../requirement.js';

import { createCrew, membersOf } from './create-crew.js';

const row = (
  section: string,
  title: string,
  requirement: string,
  run: Requirement['run'],
  ...needs: readonly Need[]
): Requirement => ({
  rfc: 7643,
  section,
  level: 'MUST',
  title,
  requirement,
  needs: ['users', 'groups', ...needs],
  run,
});

/** Changes of a group by PATCH. */
export const memberPatchRows: readonly Requirement[] = [
  {
    ...row(
      '3.5.2.1',
      'PATCH: a member is added',
      'An add to "members" adds the values; who is there stays.',
      async (probe) => {
        const { one, other, group } = await createCrew(probe);
        const third = await probe.user();
        await probe.patched(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: third.id }] });
        demand.equal(await membersOf(probe, group.id), [one.id, other.id, third.id].sort(), 'the members');
      },
      'patch',
    ),
    rfc: 7644,
  },
  {
    ...row(
      '3.5.2.1',
      'PATCH: a member who is there is not added twice',
      'Where the target already holds the value, no change should be made, and the answer is a success.',
      async (probe) => {
        const { one, other, group } = await createCrew(probe);
        await probe.patched(`/Groups/${group.id}`, { op: 'add', path: 'members', value: [{ value: one.id }] });
        demand.equal(await membersOf(probe, group.id), [one.id, other.id].sort(), 'the members');
      },
      'patch',
    ),
    rfc: 7644,
    level: 'SHOULD',
  },
  {
    ...row(
      '3.5.2.2',
      'PATCH: a member is removed by a value path',
      'A value path takes away the values that it selects.',
      async (probe) => {
        const { one, other, group } = await createCrew(probe);
        await probe.patched(`/Groups/${group.id}`, { op: 'remove', path: `members[value eq "${one.id}"]` });
        demand.equal(await membersOf(probe, group.id), [other.id], 'the members');
      },
      'patch',
    ),
    rfc: 7644,
  },
  {
    ...row(
      '3.5.2.2',
      'PATCH: all members are removed',
      'A remove of a multi-valued attribute without a filter takes away all values.',
      async (probe) => {
        const { group } = await createCrew(probe);
        await probe.patched(`/Groups/${group.id}`, { op: 'remove', path: 'members' });
        demand.equal(await membersOf(probe, group.id), [], 'the members');
      },
      'patch',
    ),
    rfc: 7644,
  },
  {
    ...row(
      '3.5.2.3',
      'PATCH: all members are replaced',
      'A replace of a multi-valued attribute replaces all its values.',
      async (probe) => {
        const { group } = await createCrew(probe);
        const third = await probe.user();
        await probe.patched(`/Groups/${group.id}`, { op: 'replace', path: 'members', value: [{ value: third.id }] });
        demand.equal(await membersOf(probe, group.id), [third.id], 'the members');
      },
      'patch',
    ),
    rfc: 7644,
  },
  {
    ...row(
      '3.5.2.3',
      'PATCH: a group is renamed and keeps its members',
      'A replace changes what it names and nothing else.',
      async (probe) => {
        const { one, other, group } = await createCrew(probe);
        const displayName = probe.name();
        const patched = await probe.patched(`/Groups/${group.id}`, {
          op: 'replace',
          path: 'displayName',
          value: displayName,
        });
        demand.equal(at(patched, 'displayName'), displayName, '"displayName"');
        demand.equal(await membersOf(probe, group.id), [one.id, other.id].sort(), 'the members');
      },
      'patch',
    ),
    rfc: 7644,
  },
  {
    ...row(
      '3.5.2',
      'PATCH: what is immutable is not replaced',
      'An operation that is not compatible with the mutability of an attribute is answered with an error; an immutable value cannot be replaced.',
      async (probe) => {
        if (at(probe.server.attribute('Group.members.value'), 'mutability') !== 'immutable')
          throw new NotApplicable('members.value is not immutable here');
        const { one, other, group } = await createCrew(probe);
        const third = await probe.user();
        const operation = { op: 'replace', path: `members[value eq "${one.id}"].value`, value: third.id };
        demand.error(await probe.patch(`/Groups/${group.id}`, [operation]), 400);
        demand.equal(await membersOf(probe, group.id), [one.id, other.id].sort(), 'the members, as before');
      },
      'patch',
      'Group.members.value',
    ),
    rfc: 7644,
  },
];
