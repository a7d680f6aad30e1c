import { enterprise, search } from './tenant-bodies.js';
import type { TenantNames } from './tenant-names.js';
import type { TenantOperation } from './tenant-operation.js';

const placeholders: TenantNames = {
  user: '<user>',
  group: '<group>',
  deleted: '<deleted>',
  userName: '<userName>',
  externalId: '<externalId>',
  email: '<email>',
  displayName: '<displayName>',
  etag: '<etag>',
  cursor: '<cursor>',
};

const filters: readonly (readonly [endpoint: string, filter: (other: TenantNames) => string])[] = [
  ['/Users', ({ user: id }) => `id eq "${id}"`],
  ['/Users', ({ deleted }) => `id eq "${deleted}"`],
  ['/Users', ({ user: id }) => `id ge "${id}"`],
  ['/Users', ({ userName }) => `userName eq "${userName}"`],
  ['/Users', ({ userName }) => `userName sw "${userName}"`],
  ['/Users', ({ userName }) => `userName co "${userName}"`],
  ['/Users', ({ userName }) => `not (userName ne "${userName}")`],
  ['/Users', ({ externalId }) => `externalId eq "${externalId}"`],
  ['/Users', ({ externalId }) => `externalId sw "${externalId}"`],
  ['/Users', ({ email }) => `emails.value eq "${email}"`],
  ['/Users', ({ email }) => `emails[type eq "work" and value eq "${email}"]`],
  ['/Users', ({ email, userName }) => `emails.value ew "${email}" or userName eq "${userName}"`],
  ['/Users', ({ group: id }) => `groups.value eq "${id}"`],
  ['/Users', ({ user: id }) => `${enterprise}:manager.value eq "${id}"`],
  ['/Groups', ({ group: id }) => `id eq "${id}"`],
  ['/Groups', ({ displayName }) => `displayName eq "${displayName}"`],
  ['/Groups', ({ user: id }) => `members.value eq "${id}"`],
  ['/Groups', ({ user: id }) => `members[value eq "${id}"]`],
  ['/Groups', ({ deleted }) => `members.value eq "${deleted}"`],
];

/** By GET, and by POST to `.search` of the type and of the root. */
export const filterOperations: readonly TenantOperation[] = filters.flatMap(([endpoint, filter]) => {
  const name = filter({ ...placeholders });
  return [
    {
      name: `GET ${endpoint} by ${name}`,
      request: (other) => ({ method: 'GET', target: `${endpoint}?filter=${encodeURIComponent(filter(other))}` }),
    },
    ...[endpoint, ''].map(
      (at): TenantOperation => ({
        name: `POST ${at}/.search by ${name}`,
        request: (other) => ({ method: 'POST', target: `${at}/.search`, body: search(filter(other)) }),
      }),
    ),
  ];
});
