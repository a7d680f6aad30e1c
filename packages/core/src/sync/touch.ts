import type { TouchedResource } from '../store/link-store.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Runtime } from './runtime.js';

export function touched(resource: ResourceRecord): TouchedResource {
  return {
    id: resource.id,
    type: resource.type,
    label: String(resource.attributes.userName ?? resource.id),
    leaver: resource.attributes.active === false,
  };
}

/** With automatic provisioning off the links become stale, not due. */
export async function touch(
  runtime: Runtime,
  resources: readonly TouchedResource[],
  options: { readonly onlyExisting?: boolean } = {},
): Promise<void> {
  if (resources.length === 0) return;
  const due = runtime.application.policy.automatic ? { dueAt: runtime.now() } : {};
  await runtime.store.links.touch({ application: runtime.name, directory: runtime.scope.directory }, resources, {
    ...due,
    ...options,
  });
}
