import type { TouchedResource } from '../store/link-store.js';
import type { Membership } from '../store/membership-store.js';
import type { Origin } from '../store/origin.js';
import type { ResourceRecord } from '../store/resource.js';
import { judgeProvisioned } from './provisioned-groups.js';
import type { Runtime } from './runtime.js';
import { leaving, touch, touched } from './touch.js';

const membersAtOnce = 1_000;

/**
 * These people, and groups within groups, may be in other groups than the application has them in: where that is so, the membership is
 * open, and the group's link is touched, with the origin of the last of them. Two queries for all of them where nothing differs.
 */
export async function touchMembers(
  groups: Runtime,
  changed: readonly Pick<TouchedResource, 'id' | 'origin'>[],
): Promise<void> {
  const { store, name, scope } = groups;
  if (changed.length === 0) return;
  const places = new Map(changed.map(({ id }, place) => [id, place]));
  const members = [...places.keys()];
  const { groupBindings } = await store.applications.get(name);
  const wanted = await store.resources.listGroups(scope, members);
  const known = await store.memberships.listByMember(name, members);
  const pairs: Pick<Membership, 'group' | 'member'>[] = [];
  const seen = new Map(known.map((one) => [keyOf(one), one]));
  for (const [member, refs] of wanted) {
    for (const { value: group } of refs) {
      const pair = { group, member };
      const isOut = judgeProvisioned(groups, group, groupBindings).kind === 'out';
      if (!isOut && mayDiffer(seen.get(keyOf(pair)))) pairs.push(pair);
      seen.delete(keyOf(pair));
    }
  }
  // What is left is wanted no more.
  for (const { group, member } of seen.values()) pairs.push({ group, member });
  if (pairs.length === 0) return;
  await store.memberships.touch(name, pairs);
  const last = new Map<string, number>();
  for (const { group, member } of pairs) last.set(group, Math.max(last.get(group) ?? 0, places.get(member) ?? 0));
  for (const [group, place] of last) await touchGroup(groups, group, changed[place]?.origin);
}

/** Of a member whom the directory has in the group. Who waits for an account (`out`, and none was ever in) is opened by having one. */
function mayDiffer(membership: Membership | undefined): boolean {
  if (membership === undefined || membership.open) return true;
  return membership.agreed !== 'in' && membership.accountId !== undefined;
}

function keyOf({ group, member }: Pick<Membership, 'group' | 'member'>): string {
  return `${group} ${member}`;
}

/** The group itself has changed. Of one that is gone from the directory nobody is a member any more. */
export async function touchMarkedGroup(groups: Runtime, group: string, origin?: Origin): Promise<void> {
  const { store, name, scope } = groups;
  const resource = await store.resources.find(scope, 'Group', group);
  if (resource !== undefined) return touchPresentGroup(groups, resource, origin);
  await store.memberships.touchGroup(name, group);
  await touchGoneGroup(groups, group, origin);
}

/** The group may differ, or what is open of its members. One that is gone from the directory matters only where a link stands. */
export async function touchGroup(groups: Runtime, group: string, origin?: Origin): Promise<void> {
  const resource = await groups.store.resources.find(groups.scope, 'Group', group);
  await (resource === undefined ? touchGoneGroup(groups, group, origin) : touchPresentGroup(groups, resource, origin));
}

export async function touchPresentGroup(groups: Runtime, resource: ResourceRecord, origin?: Origin): Promise<void> {
  const { groupBindings } = await groups.store.applications.get(groups.name);
  const onlyExisting = judgeProvisioned(groups, resource.id, groupBindings).kind === 'out';
  await touch(groups, [touched(resource, origin)], { onlyExisting });
}

async function touchGoneGroup(groups: Runtime, group: string, origin?: Origin): Promise<void> {
  const link = await groups.store.links.find(groups.name, group);
  if (link === undefined) return;
  await touch(groups, [leaving(link, origin)], { onlyExisting: true });
}

/** Everybody in it is looked at: it is provisioned only now. */
export async function touchWholeGroup(groups: Runtime, group: string): Promise<void> {
  await openMembers(groups, group);
  await touchGroup(groups, group);
}

export async function openMembers({ store, name, scope }: Runtime, group: string): Promise<void> {
  for (let after: string | undefined; ; ) {
    const query = { group, limit: membersAtOnce, ...(after === undefined ? {} : { after }) };
    const members = await store.resources.listMembers(scope, query);
    if (members.length > 0)
      await store.memberships.touch(
        name,
        members.map(({ value }) => ({ group, member: value })),
      );
    after = members.at(-1)?.value;
    if (members.length < membersAtOnce) return;
  }
}
