import type { Lease, Link } from '../../store/link.js';
import type { LinkStore } from '../../store/link-store.js';
import type { Membership, MembershipResult } from '../../store/membership-store.js';
import { touch } from './link-steps.js';
import type { StoreContext } from './store-context.js';

/** As `touch` makes it. */
export function newMembership(group: string, member: string): Membership {
  return { group, member, agreed: 'out', open: true, revision: 1 };
}

/** Of this group, whatever is known of it. */
export async function listMembers(
  { store, application }: StoreContext,
  { group, members }: { readonly group: string; readonly members: readonly string[] },
): Promise<readonly Membership[]> {
  const memberships = await store.memberships.listByMember(application, members);
  return memberships.filter((membership) => membership.group === group);
}

interface Claimed {
  readonly link: Link;
  readonly lease: Lease;
}

/** Makes the link where there is none, and takes it for a minute. */
export async function claimLink(
  context: StoreContext,
  resourceId: string,
  type: 'User' | 'Group' = 'Group',
): Promise<Claimed> {
  const { store, application } = context;
  if ((await store.links.find(application, resourceId)) === undefined) await touch(context, [resourceId], { type });
  const lease = { token: `membership-${resourceId}`, milliseconds: 60_000 };
  const [link] = await store.links.claim(application, { now: 1, limit: 1, lease, resourceIds: [resourceId] });
  if (link === undefined) throw new Error(`${resourceId} could not be claimed`);
  return { link, lease };
}

/** Under a lease of its own, which ends. */
export async function recordAbout(
  context: StoreContext,
  { id, type }: { readonly id: string; readonly type: 'User' | 'Group' },
  options: Pick<Parameters<LinkStore['record']>[3], 'memberships' | 'groupsDue'>,
): Promise<void> {
  const { link, lease } = await claimLink(context, id, type);
  const isRecorded = await context.store.links.record(link, lease, {}, { ...options, release: { attempts: 0 } });
  if (!isRecorded) throw new Error(`the lease of ${id} was lost`);
}

/** What one of these groups has of one member, seen at this revision. */
export async function recordMember(
  context: StoreContext,
  { group, member, revision = 1 }: { readonly group: string; readonly member: string; readonly revision?: number },
  now: MembershipResult['now'],
): Promise<void> {
  await recordAbout(context, { id: group, type: 'Group' }, { memberships: [{ member, revision, now }] });
}
