import type { Link } from '../store/link.js';
import type { TouchedResource } from '../store/link-store.js';
import type { Origin } from '../store/origin.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Runtime } from './runtime.js';

export function touched(resource: ResourceRecord, origin?: Origin): TouchedResource {
  const { inactiveSince } = resource;
  return {
    ...(inactiveSince !== undefined && { leftAt: Date.parse(inactiveSince) }),
    id: resource.id,
    type: resource.type,
    label: labelOf(resource),
    leaver: resource.attributes.active === false,
    ...(origin !== undefined && { origin }),
  };
}

/** What a person or a group is called in listings. */
export function labelOf({ attributes, id }: ResourceRecord): string {
  return String(attributes.userName ?? attributes.displayName ?? id);
}

/** Of somebody who is gone from the directory. */
export function leaving(link: Link, origin?: Origin): TouchedResource {
  const { resourceId: id, type, label } = link;
  return { id, type, label, leaver: true, ...(origin !== undefined && { origin }) };
}

/** With automatic provisioning off, or with `dueAt: 'never'`, the links become stale, not due. Default now. */
export async function touch(
  runtime: Runtime,
  resources: readonly TouchedResource[],
  { dueAt = runtime.now(), ...options }: { readonly onlyExisting?: boolean; readonly dueAt?: number | 'never' } = {},
): Promise<void> {
  if (resources.length === 0) return;
  const at = dueAt !== 'never' && runtime.application.policy.automatic !== false ? { dueAt } : {};
  await runtime.store.links.touch({ application: runtime.name, directory: runtime.scope.directory }, resources, {
    ...at,
    ...options,
  });
}
