import { at } from '../at.js';
import { demand } from '../demand.js';
import { listAt } from '../list-at.js';
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
      const { one, other, group } = await createCrew(probe);
      demand.equal(await membersOf(probe, group.id), [one.id, other.id].sort(), 'the members');
    },
  ),
  row(
    '2.4',
    'a member has $ref and type, where they are said',
    'The "$ref" of a member is the URI of the resource; its "type" is User or Group (§4.2).',
    async (probe) => {
      const { one, group } = await createCrew(probe);
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
      const { one, group } = await createCrew(probe);
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
    ...row('3.5.1', 'a PUT replaces the members', 'Values in the body replace those that are there.', async (probe) => {
      const { other, group } = await createCrew(probe);
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
        const { group } = await createCrew(probe);
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
        const { one, group } = await createCrew(probe);
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
];
