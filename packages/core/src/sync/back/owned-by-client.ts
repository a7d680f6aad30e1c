import type { ResourceRecord } from '../../store/resource.js';
import type { Runtime } from '../runtime.js';
import { authorityOf } from './back.js';

/** Why who is in a group is a client's to say, or another application's; undefined: it is not. `attribute`: what `authority` speaks of. */
export function ownedByClient(
  { name, application, back }: Runtime,
  group: ResourceRecord,
  attribute: 'roles' | 'members',
): string | undefined {
  const { owner } = group;
  const isGiven = back !== undefined && authorityOf(back.policy, attribute) === 'application';
  if (isGiven || owner === `application:${name}` || owner === application.client) return undefined;
  return `the group "${String(group.attributes.displayName)}" belongs to ${owner}: change it there, or decide here`;
}
