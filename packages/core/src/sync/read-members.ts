import type { Link } from '../store/link.js';
import type { Membership } from '../store/membership-store.js';
import { decideMembers, type MemberChanges, noMemberChanges } from './decide-members.js';
import type { Runtime } from './runtime.js';

/** A group's members, as far as one call takes them. */
export interface MembersView {
  readonly changes: MemberChanges;
  /** How many wait for an account; 0 while anything is open. */
  readonly waiting: number;
}

const membersAtOnce = 100;

/** Those behind `after`. Three queries, whatever the group's size; a count beside where nothing is open. */
export async function readMembers(runtime: Runtime, group: string, after?: string): Promise<MembersView> {
  const { store, name, scope, members } = runtime;
  const now = runtime.now();
  const limit = members?.atOnce ?? membersAtOnce;
  const open = await store.memberships.listOpen(name, group, { now, limit, ...(after !== undefined && { after }) });
  if (open.length === 0 || members === undefined) {
    const { waiting } = await store.memberships.count(name, group);
    return { changes: noMemberChanges, waiting };
  }
  const ids = open.map(({ member }) => member);
  const [groups, links] = await Promise.all([
    store.resources.listGroups(scope, ids),
    store.links.list({ application: name, resourceIds: ids, limit: ids.length }),
  ]);
  const wanted = new Set(ids.filter((id) => groups.get(id)?.some(({ value }) => value === group)));
  const byMember = new Map(links.map((link) => [link.resourceId, link]));
  const changes = decideMembers({
    open,
    more: open.length === limit,
    wanted,
    links: byMember,
    handedOn: await findHandedOn(
      runtime,
      open.filter(({ member }) => !wanted.has(member)),
      byMember,
    ),
    nested: members.nested,
    now,
  });
  return { changes, waiting: 0 };
}

/** Who leaves, and whose account is another member's by now. Asked only about those who have it no more. */
async function findHandedOn(
  { store, name, scope }: Runtime,
  leaving: readonly Membership[],
  links: ReadonlyMap<string, Link>,
): Promise<ReadonlySet<string>> {
  const former = leaving.flatMap(({ group, member, accountId }) => {
    const link = links.get(member);
    return link === undefined || accountId === undefined || link.accountId === accountId
      ? []
      : [{ group, member, accountId, type: link.type }];
  });
  if (former.length === 0) return new Set();
  const accountIds = former.map(({ accountId }) => accountId);
  const holders = await store.links.list({ application: name, accountIds, limit: 2 * accountIds.length });
  const groups = await store.resources.listGroups(
    scope,
    holders.map(({ resourceId }) => resourceId),
  );
  const isHandedOn = ({ group, accountId, type }: (typeof former)[number]) =>
    holders
      .filter((holder) => holder.type === type && holder.accountId === accountId)
      .some(({ resourceId }) => groups.get(resourceId)?.some(({ value }) => value === group));
  return new Set(former.filter(isHandedOn).map(({ member }) => member));
}
