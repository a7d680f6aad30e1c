import type { Store } from '../../store/store.js';
import type { Tenant } from './tenant.js';
import type { TenantNames } from './tenant-names.js';

const most = 1_000;

/** All that a directory holds, living and deleted, with its marks and history: to be compared before and after. */
export async function readEverything(
  { resources, marks, journal }: Store,
  { scope }: Tenant,
  { user, group, deleted }: TenantNames,
) {
  const page = { startIndex: 1, count: most };
  const [users, groups] = [
    await resources.query(scope, { type: 'User', ...page }),
    await resources.query(scope, { type: 'Group', ...page }),
  ];
  const lines = await Promise.all(
    [user, group, deleted].map((resourceId) => journal.list({ resourceId, limit: most })),
  );
  return {
    users,
    groups,
    members: await resources.listMembers(scope, { group, limit: most }),
    memberships: await resources.listGroups(scope, [user]),
    trash: await resources.listTrash(scope, { limit: most }),
    marks: (await marks.list(100_000)).filter(({ directory }) => directory === scope.directory),
    lines,
  };
}
