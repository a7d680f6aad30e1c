import type { Link, LinkFacts } from '../store/link.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';

/**
 * The leaver's clock runs from the identity provider's word until the account was seen closed. Whoever stays, or is back, has none.
 */
export async function leaverClock(runtime: Runtime, link: Link, { resource, scope }: View): Promise<LinkFacts> {
  if (runtime.type === 'Group') return {};
  const leaves = resource === undefined || resource.attributes.active === false || scope?.kind === 'out';
  if (!leaves) {
    const runs = link.leftAt !== undefined || link.closedAt !== undefined || link.deactivatedAt !== undefined;
    return runs && link.accountActive !== false ? { leftAt: null, closedAt: null, deactivatedAt: null } : {};
  }
  const nothingOpen = link.accountId === undefined && link.doubtful !== 'create';
  if (nothingOpen) return link.leftAt === undefined || link.closedAt !== undefined ? {} : { leftAt: null };
  if (link.leftAt !== undefined) return {};
  return { leftAt: await saidAt(runtime, link, resource) };
}

async function saidAt({ store, now }: Runtime, { resourceId }: Link, resource: View['resource']): Promise<number> {
  if (resource?.inactiveSince !== undefined) return Date.parse(resource.inactiveSince);
  if (resource !== undefined) return now();
  const [line] = await store.journal.list({ resourceId, action: 'delete', limit: 1 });
  return line === undefined ? now() : Date.parse(line.at);
}
