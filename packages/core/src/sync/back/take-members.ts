import type { MemberRef, Page } from '../../connector/account.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { Conflict, Link } from '../../store/link.js';
import type { MembershipResult } from '../../store/membership-store.js';
import type { GroupRef } from '../../store/resource.js';
import { ownedByClient } from './owned-by-client.js';
import { refusalText } from './refusal-text.js';
import type { Taken, Taking } from './take-account.js';
import { writerOf } from './write-back.js';

interface TakenMembers extends Taken {
  readonly memberships?: readonly MembershipResult[];
}

/** Who was put in or taken out there, as their links know them. */
interface Moved {
  readonly added: readonly Link[];
  readonly removed: readonly Link[];
}

const membersAtOnce = 500;

/**
 * Who is in a group there, compared with whom we agreed on: page by page, whatever the group's size. An account that nobody in the directory
 * has is nobody's member.
 */
export async function takeMembers(taking: Taking): Promise<TakenMembers> {
  const { runtime, back, link } = taking;
  const remote = runtime.members?.remote;
  if (runtime.type !== 'Group' || remote === undefined || !back.members || runtime.accounts.members === undefined)
    return {};
  const standing = link.back?.conflicts?.[remote];
  const moved = await compareMembers(taking);
  if (moved.added.length + moved.removed.length === 0) return {};
  if (standing?.take === 'directory') return { memberships: await reopened(taking, moved) };
  const refusal = standing?.take === 'application' ? undefined : await refusalOf(taking, moved);
  const reason = refusal ?? (await write(taking, moved));
  if (reason !== undefined) return { conflicts: { [remote]: conflictOf(taking, moved, reason, standing) } };
  return {
    memberships: await agreed(taking, moved),
    changes: { [remote]: { added: labels(moved.added), removed: labels(moved.removed) } },
  };
}

async function compareMembers(taking: Taking): Promise<Moved> {
  const { store, name, now } = taking.runtime;
  const listing = await store.listings.begin(name, now());
  try {
    const added = await findAdded(taking, listing);
    return { added, removed: await findRemoved(taking, listing) };
  } finally {
    await store.listings.end(listing);
  }
}

/** Notes who is there, for whoever looks for those who are not. */
async function findAdded(taking: Taking, listing: string): Promise<readonly Link[]> {
  const { runtime, resource } = taking;
  const { store, name, scope } = runtime;
  const added: Link[] = [];
  for await (const page of memberPages(taking)) {
    const links = await linksOf(taking, page);
    const ids = links.map(({ resourceId }) => resourceId);
    await store.listings.add(
      listing,
      ids.map((id) => ({ id, document: {}, keys: [] })),
    );
    const known = (await store.memberships.listByMember(name, ids)).filter(({ group }) => group === resource.id);
    const ours = new Set(known.filter(({ agreed }) => agreed !== 'out').map(({ member }) => member));
    const here = await store.resources.listGroups(scope, ids);
    added.push(...links.filter(({ resourceId: id }) => !ours.has(id) && !isIn(here, id, resource.id)));
  }
  return added;
}

async function findRemoved({ runtime, resource }: Taking, listing: string): Promise<readonly Link[]> {
  const { store, name, scope } = runtime;
  const removed: Link[] = [];
  for (let after: string | undefined; ; ) {
    const query = { limit: membersAtOnce, ...(after !== undefined && { after }) };
    const page = await store.memberships.listIn(name, resource.id, query);
    const members = page.map(({ member }) => member);
    const there = await store.listings.getMany(listing, members);
    const here = await store.resources.listGroups(scope, members);
    const missing = page.filter(({ member }) => !there.has(member) && isIn(here, member, resource.id));
    const resourceIds = missing.map(({ member }) => member);
    const links = await store.links.list({ application: name, resourceIds, limit: missing.length });
    // Whose account is gone, or another one by now, was not taken out by anybody.
    const isTheirs = ({ resourceId, accountId, goneSince }: Link) =>
      goneSince === undefined && missing.some((one) => one.member === resourceId && one.accountId === accountId);
    removed.push(...links.filter(isTheirs));
    after = page.at(-1)?.member;
    if (page.length < membersAtOnce) return removed;
  }
}

function isIn(groups: ReadonlyMap<string, readonly GroupRef[]>, member: string, group: string): boolean {
  return groups.get(member)?.some(({ value }) => value === group) === true;
}

async function* memberPages({ runtime, context, account }: Taking): AsyncGenerator<readonly MemberRef[]> {
  let cursor: string | undefined;
  do {
    const page: Page<MemberRef> | undefined = await runtime.accounts.members?.(account.id, cursor, context.signal);
    if (page === undefined) return;
    if (!page.complete)
      throw new ConnectorError('unavailable', 'the list of members is incomplete; nothing is concluded from it');
    yield page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

async function linksOf({ runtime }: Taking, refs: readonly MemberRef[]): Promise<readonly Link[]> {
  const { store, name } = runtime;
  const found: Link[] = [];
  for (const type of ['User', 'Group'] as const) {
    const accountIds = refs.filter((ref) => ref.type === type).map(({ id }) => id);
    if (accountIds.length === 0) continue;
    const links = await store.links.list({ application: name, type, accountIds, limit: accountIds.length * 2 });
    found.push(...links.filter(({ state }) => state !== 'tombstone'));
  }
  return found;
}

async function refusalOf({ runtime, resource, link }: Taking, { removed }: Moved): Promise<string | undefined> {
  const foreign = ownedByClient(runtime, resource, 'members');
  if (foreign !== undefined || removed.length === 0) return foreign;
  return runtime.guard.findExcess(link, {
    kind: 'back-role-loss',
    guard: 'role-loss',
    budget: runtime.application.policy.guards.deactivate,
    least: 3,
    what: 'people who were taken out of a group there',
    subjects: removed.map(({ resourceId }) => resourceId),
  });
}

async function write({ back, runtime, requestId, resource }: Taking, moved: Moved): Promise<string | undefined> {
  const values = (links: readonly Link[]) => links.map(({ resourceId }) => ({ value: resourceId }));
  const operations = [
    ...(moved.removed.length > 0 ? [{ op: 'remove', path: 'members', value: values(moved.removed) }] : []),
    ...(moved.added.length > 0 ? [{ op: 'add', path: 'members', value: values(moved.added) }] : []),
  ];
  try {
    await back.directory.patch(writerOf(runtime, requestId), { type: 'Group', id: resource.id }, operations);
    return undefined;
  } catch (error) {
    return refusalText(error);
  }
}

async function agreed(taking: Taking, { added, removed }: Moved): Promise<readonly MembershipResult[]> {
  const accounts = new Map(added.map(({ resourceId, accountId = '' }) => [resourceId, accountId]));
  return resultsFor(taking, [...added, ...removed], (member) => {
    const accountId = accounts.get(member);
    return accountId === undefined ? 'forget' : { agreed: 'in', accountId, open: false };
  });
}

/** The directory wins: what was done there is undone. */
async function reopened(taking: Taking, { added, removed }: Moved): Promise<readonly MembershipResult[]> {
  const isAdded = new Set(added.map(({ resourceId }) => resourceId));
  const accounts = new Map([...added, ...removed].map(({ resourceId, accountId = '' }) => [resourceId, accountId]));
  return resultsFor(taking, [...added, ...removed], (member) => ({
    agreed: isAdded.has(member) ? 'in' : 'unknown',
    accountId: accounts.get(member) ?? '',
    open: true,
  }));
}

/** Of memberships that have a row by now, as they were seen. */
async function resultsFor(
  { runtime, resource }: Taking,
  members: readonly Link[],
  now: (member: string) => MembershipResult['now'],
): Promise<readonly MembershipResult[]> {
  const { store, name } = runtime;
  const ids = members.map(({ resourceId }) => resourceId);
  const known = async () =>
    (await store.memberships.listByMember(name, ids)).filter(({ group }) => group === resource.id);
  const before = new Set((await known()).map(({ member }) => member));
  const missing = ids.filter((member) => !before.has(member)).map((member) => ({ group: resource.id, member }));
  if (missing.length > 0) await store.memberships.touch(name, missing);
  return (await known()).map(({ member, revision }) => ({ member, revision, now: now(member) }));
}

function conflictOf({ runtime, link }: Taking, moved: Moved, reason: string, standing: Conflict | undefined): Conflict {
  const { by, at } = link.look ?? {};
  return {
    scim: 'members',
    directory: { added: [], removed: [] },
    account: { added: labels(moved.added), removed: labels(moved.removed) },
    reason,
    since: standing?.since ?? runtime.now(),
    ...(by !== undefined && { accountBy: by }),
    ...(at !== undefined && { accountAt: at }),
  };
}

/** A conflict stays small, whatever the group's size. */
function labels(links: readonly Link[]): string[] {
  return links.slice(0, 100).map(({ label }) => label);
}
