import type { Json } from '../../scim/json.js';
import { bulk, enterprise, group, patch, user } from './tenant-bodies.js';
import type { TenantNames } from './tenant-names.js';
import type { TenantOperation } from './tenant-operation.js';

const members = (value: string): Json => [{ value }];
const manager = ({ user: value }: TenantNames) => ({ [enterprise]: { manager: { value } } });

/** Writes of what is one's own, in which something of the other is named. */
export const writeOperations: readonly TenantOperation[] = [
  {
    name: "POST /Users with another's userName, externalId and e-mail",
    request: ({ userName, externalId, email }) => ({
      method: 'POST',
      target: '/Users',
      body: user({ userName, externalId, emails: [{ value: email, type: 'work' }] }),
    }),
  },
  {
    name: "POST /Users with another's id in the body",
    request: ({ user: id }) => ({ method: 'POST', target: '/Users', body: user({ id, userName: 'new' }) }),
  },
  {
    name: "POST /Users with another's externalId of somebody deleted",
    request: ({ externalId }) => ({
      method: 'POST',
      target: '/Users',
      body: user({ userName: 'new', externalId: externalId.replace('x1', 'x2') }),
    }),
  },
  {
    name: "POST /Users with another's manager",
    request: (other) => ({ method: 'POST', target: '/Users', body: user({ userName: 'new', ...manager(other) }) }),
  },
  {
    name: "POST /Users with another's groups",
    request: ({ group: id }) => ({
      method: 'POST',
      target: '/Users',
      body: user({ userName: 'new', groups: members(id) }),
    }),
  },
  {
    name: "PUT of one's own with another's userName",
    request: ({ userName }, own) => ({ method: 'PUT', target: `/Users/${own.user}`, body: user({ userName }) }),
  },
  {
    name: "PUT of one's own with another's manager and id",
    request: (other, own) => ({
      method: 'PUT',
      target: `/Users/${own.user}`,
      body: user({ id: other.user, userName: own.userName, ...manager(other) }),
    }),
  },
  {
    name: "PATCH of one's own manager",
    request: (other, own) => ({
      method: 'PATCH',
      target: `/Users/${own.user}`,
      body: patch('replace', `${enterprise}:manager`, { value: other.user }),
    }),
  },
  {
    name: "PATCH of one's own externalId",
    request: ({ externalId }, own) => ({
      method: 'PATCH',
      target: `/Users/${own.user}`,
      body: patch('replace', 'externalId', externalId),
    }),
  },
  ...(['user', 'group', 'deleted'] as const).flatMap((kind): readonly TenantOperation[] => [
    {
      name: `POST /Groups with another's <${kind}> as member`,
      request: (other) => ({ method: 'POST', target: '/Groups', body: group('new', other[kind]) }),
    },
    {
      name: `PUT of one's own group with another's <${kind}> as member`,
      request: (other, own) => ({
        method: 'PUT',
        target: `/Groups/${own.group}`,
        body: group('crew', own.user, other[kind]),
      }),
    },
    {
      name: `PATCH that adds another's <${kind}> to one's own group`,
      request: (other, own) => ({
        method: 'PATCH',
        target: `/Groups/${own.group}?attributes=members`,
        body: patch('add', 'members', members(other[kind])),
      }),
    },
    {
      name: `PATCH that removes another's <${kind}> from one's own group`,
      request: (other, own) => ({
        method: 'PATCH',
        target: `/Groups/${own.group}?attributes=members`,
        body: patch('remove', `members[value eq "${other[kind]}"]`),
      }),
    },
  ]),
  {
    name: "PATCH that adds one's own user to another's group",
    request: (other, own) => ({
      method: 'PATCH',
      target: `/Groups/${other.group}`,
      body: patch('add', 'members', members(own.user)),
    }),
  },
  {
    name: "a Bulk request on another's ids",
    request: (other, own) => ({
      method: 'POST',
      target: '/Bulk',
      body: bulk(
        { method: 'PUT', path: `/Users/${other.user}`, data: user({ userName: 'mine' }) },
        { method: 'PATCH', path: `/Groups/${other.group}`, data: patch('replace', 'displayName', 'mine') },
        { method: 'DELETE', path: `/Users/${other.user}` },
        { method: 'DELETE', path: `/Users/${other.deleted}` },
        { method: 'POST', path: '/Users', bulkId: other.user, data: user({ userName: other.userName }) },
        { method: 'POST', path: '/Groups', bulkId: 'g', data: group('new', `bulkId:${other.user}`, own.user) },
        { method: 'POST', path: '/Groups', bulkId: 'h', data: group('newer', 'bulkId:never', other.user) },
      ),
    }),
  },
];
