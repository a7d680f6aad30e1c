import type { Link } from '../store/link.js';
import type { TouchedResource } from '../store/link-store.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Runtime } from './runtime.js';

export function touched(resource: ResourceRecord): TouchedResource {
  const { inactiveSince } = resource;
  return {
    ...(inactiveSince !== undefined && { leftAt: Date.parse(inactiveSince) }),
    id: resource.id,
    type: resource.type,
    label: String(resource.attributes.userName ?? resource.id),
    leaver: resource.attributes.active === false,
  };
}

/** Of somebody who is gone from the directory. */
export function leaving(link: Link): TouchedResource {
  return { id: link.resourceId, type: link.type, label: link.label, leaver: true };
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
