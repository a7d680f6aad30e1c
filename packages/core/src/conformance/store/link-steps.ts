import assert from 'node:assert/strict';
import type { Link, LinkFacts } from '../../store/link.js';
import type { StoreContext } from './store-context.js';

/** Touches these resources in the context's application. The label is the id unless given, the type `User`. */
export async function touch(
  { store, scope, application }: StoreContext,
  resourceIds: readonly string[],
  options: {
    readonly dueAt?: number;
    readonly leaver?: boolean;
    readonly label?: string;
    readonly type?: 'User' | 'Group';
    readonly onlyExisting?: boolean;
  },
): Promise<void> {
  const { leaver = false, label, type = 'User', ...rest } = options;
  const resources = resourceIds.map((id) => ({ id, type, label: label ?? id, leaver }));
  await store.links.touch({ application, directory: scope.directory }, resources, rest);
}

export async function getLink({ store, application }: StoreContext, resourceId: string): Promise<Link> {
  const link = await store.links.find(application, resourceId);
  assert.ok(link, `no link for ${resourceId}`);
  return link;
}

/** Claims, records and releases one link in one go. */
export async function recordLink(
  { store, application }: StoreContext,
  resourceId: string,
  facts: LinkFacts,
  release: { readonly dueAt?: number; readonly attempts: number; readonly stale?: true; readonly looked?: true },
): Promise<void> {
  const lease = { token: `record-${resourceId}`, milliseconds: 1000 };
  const [link] = await store.links.claim(application, { now: 1, limit: 1, lease, resourceIds: [resourceId] });
  assert.ok(link, `${resourceId} could not be claimed`);
  assert.equal(await store.links.record(link, lease, facts, { release }), true);
}

/** The resource ids of what a new lease of one minute finds, in the order given. */
export async function claimAll(
  { store, application }: StoreContext,
  now: number,
  token = 'claim-all',
): Promise<readonly string[]> {
  const lease = { token, milliseconds: 60_000 };
  const links = await store.links.claim(application, { now, limit: 1000, lease });
  return links.map(({ resourceId }) => resourceId);
}
