import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
import { NotApplicable } from '../not-applicable.js';
import type { Placed, Probe } from '../probe.js';
import type { Need, Requirement } from '../requirement.js';

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

async function crew(probe: Probe): Promise<{ readonly one: Placed; readonly other: Placed; readonly group: Placed }> {
  const one = await probe.user();
  const other = await probe.user();
  const group = await probe.group({ members: [{ value: one.id }, { value: other.id }] });
  return { one, other, group };
}

const membersOf = async (probe: Probe, id: string) => {
  const members = listAt(await probe.read(`/Groups/${id}`), 'members');
  return members.map((one) => String(at(one, 'value'))).sort();
};

export const groupRows: readonly Requirement[] = [
  row('4.2', 'a group without a displayName is 400', '"displayName" of a group is required.', async (probe) => {
    const answer = await probe.send('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      externalId: probe.name(),
    });
    demand.error(answer, 400);
  }),
  row(
    '4.2',
    'a group keeps its members',
    '"members" is the list of the members, each with the "value" of the resource\'s id.',
    async (probe) => {
      const { one, other, group } = await crew(probe);
      demand.equal(await membersOf(probe, group.id), [one.id, other.id].sort(), 'the members');
    },
  ),
  row(
    '2.4',
    'a member has $ref and type, where they are said',
    'The "$ref" of a member is the URI of the resource; its "type" is User or Group (§4.2).',
    async (probe) => {
      const { one, group } = await crew(probe);
      const member = listAt(await probe.read(`/Groups/${group.id}`), 'members').find(
        (each) => at(each, 'value') === one.id,
      );
      const reference = at(member, '$ref');
      if (reference !== undefined)
        demand.that(
          String(reference).endsWith(`/Users/${one.id}`),
          `"$ref" that ends with /Users/${one.id}`,
          reference,
        );
      const type = at(member, 'type');
      if (type !== undefined) demand.equal(type, 'User', '"type"');
      if (reference === undefined && type === undefined)
        throw new NotApplicable('members have neither "$ref" nor "type"');
    },
  ),
  row('4.2', 'a group may be a member', 'Members are users or groups.', async (probe) => {
    const inner = await probe.group();
    const answer = await probe.send(
      'POST',
      '/Groups',
      probe.groupBody({ members: [{ value: inner.id, type: 'Group' }] }),
    );
    if (answer.status === 400) throw new NotApplicable('groups in groups are refused; a server may restrict them');
    const { id } = demand.document(answer, 201);
    demand.equal(await membersOf(probe, String(id)), [inner.id], 'the members');
  }),
  row(
    '4.1.2',
    'a user says which groups it is in',
    '"groups" of a user are derived from the groups, with their ids in "value".',
    async (probe) => {
      const { one, group } = await crew(probe);
      const groups = listAt(await probe.read(`/Users/${one.id}`), 'groups');
      demand.that(
        groups.some((each) => at(each, 'value') === group.id),
        `"groups" with ${group.id}`,
        groups,
      );
    },
    'User.groups',
  ),
  row(
    '4.1.2',
    "a user's groups are changed through the groups",
    '"groups" is read-only: a body that names one changes nothing.',
    async (probe) => {
      const group = await probe.group();
      const user = demand.document(
        await probe.send('POST', '/Users', probe.userBody({ groups: [{ value: group.id }] })),
        201,
      );
      demand.equal(listAt(await probe.read(`/Users/${at(user, 'id')}`), 'groups').length, 0, 'groups of the user');
    },
    'User.groups',
  ),
  {
    ...row(
      '3.5.2.1',
      'PATCH: a member is added',
      'An add to "members" adds the values; who is there stays.',
      async (probe) => {
        const { one, other, group } = await crew(probe);
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
        const { one, other, group } = await crew(probe);
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
        const { one, other, group } = await crew(probe);
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
        const { group } = await crew(probe);
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
        const { group } = await crew(probe);
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
        const { one, other, group } = await crew(probe);
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
    ...row('3.5.1', 'a PUT replaces the members', 'Values in the body replace those that are there.', async (probe) => {
      const { other, group } = await crew(probe);
      const body = {
        ...probe.groupBody(),
        displayName: at(group, 'displayName') ?? null,
        members: [{ value: other.id }],
      };
      demand.status(await probe.send('PUT', `/Groups/${group.id}`, body), 200);
      demand.equal(await membersOf(probe, group.id), [other.id], 'the members');
    }),
    rfc: 7644,
  },
  {
    ...row(
      '3.9',
      'excludedAttributes leaves out members',
      'Attributes of the default set are left out where excluded.',
      async (probe) => {
        const { group } = await crew(probe);
        demand.equal(
          at(await probe.read(`/Groups/${group.id}?excludedAttributes=members`), 'members'),
          undefined,
          '"members"',
        );
        const filter = encodeURIComponent(`displayName eq "${at(group, 'displayName')}"`);
        const [found] = demand.list(await probe.get(`/Groups?excludedAttributes=members&filter=${filter}`));
        demand.equal(at(found, 'members'), undefined, '"members" in a list');
      },
      'filter',
    ),
    rfc: 7644,
  },
  {
    ...row(
      '3.4.2.2',
      'filter: groups are found by a member',
      'The values of "members" can be filtered like those of any attribute.',
      async (probe) => {
        const { one, group } = await crew(probe);
        demand.equal(
          await probe.find('/Groups', `members.value eq "${one.id}"`),
          [group.id],
          'the groups that are found',
        );
        demand.equal(
          await probe.find('/Groups', `members[value eq "${one.id}"]`),
          [group.id],
          'the groups that are found by a value path',
        );
      },
      'filter',
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
        const { one, other, group } = await crew(probe);
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
