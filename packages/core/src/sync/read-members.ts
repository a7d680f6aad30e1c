import { decideMembers, type MemberChanges, noMemberChanges } from './decide-members.js';
import type { Runtime } from './runtime.js';

/** A group's members, as far as one call takes them. */
export interface MembersView {
  readonly changes: MemberChanges;
  /** How many wait for an account; 0 while anything is open. */
  readonly waiting: number;
}

const membersAtOnce = 100;

/** Three queries, whatever the group's size; a count beside where nothing is open. */
export async function readMembers(runtime: Runtime, group: string): Promise<MembersView> {
  const { store, name, scope, members } = runtime;
  const now = runtime.now();
  const limit = members?.atOnce ?? membersAtOnce;
  const open = await store.memberships.listOpen(name, group, { now, limit });
  if (open.length === 0 || members === undefined) {
    const { waiting } = await store.memberships.count(name, group);
    return { changes: noMemberChanges, waiting };
  }
  const ids = open.map(({ member }) => member);
  const [groups, links] = await Promise.all([
    store.resources.listGroups(scope, ids),
    store.links.list({ application: name, resourceIds: ids, limit: ids.length }),
  ]);
  const changes = decideMembers({
    open,
    more: open.length === limit,
    wanted: new Set(ids.filter((id) => groups.get(id)?.some(({ value }) => value === group))),
    links: new Map(links.map((link) => [link.resourceId, link])),
    nested: members.nested,
    now,
  });
  return { changes, waiting: 0 };
}
