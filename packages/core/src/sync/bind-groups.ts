import type { AttributePath } from '../scim/filter.js';
import { findAttribute } from '../scim/find-attribute.js';
import { groupType } from '../scim/resource-types.js';
import type { GroupBinding } from '../store/application-store.js';
import { memberPages } from './member-pages.js';
import type { Runtime } from './runtime.js';
import { touch } from './touch.js';

/**
 * Binds the group names of the configuration to group ids when exactly one group bears the name, and keeps a binding through
 * renames: renaming a group strips nobody, and a second group of the same name grants nothing. A binding ends with its group.
 */
export async function bindGroups(runtime: Runtime): Promise<void> {
  if (Object.keys(runtime.application.policy.roles).length === 0) return;
  const { applications } = runtime.store;
  const before = (await applications.get(runtime.name)).groupBindings;
  const bindings: Record<string, GroupBinding> = { ...(await readBindings(runtime)) };
  if (JSON.stringify(bindings) !== JSON.stringify(before))
    await applications.update(runtime.name, { groupBindings: bindings });
  for (const [name, binding] of Object.entries(bindings)) {
    if (binding.expanded) continue;
    // Members may have been parked, or left without the role, before the name was unmistakable.
    for await (const page of memberPages(runtime, binding.group)) await touch(runtime, page.resources);
    bindings[name] = { ...binding, expanded: true };
    await applications.update(runtime.name, { groupBindings: bindings });
  }
}

/** The bindings as the directory is now; writes nothing. */
export async function readBindings(runtime: Runtime): Promise<Readonly<Record<string, GroupBinding>>> {
  const before = (await runtime.store.applications.get(runtime.name)).groupBindings;
  const bindings: Record<string, GroupBinding> = {};
  for (const name of Object.keys(runtime.application.policy.roles)) {
    const found = (await keptBinding(runtime, before[name])) ?? (await bindByName(runtime, name));
    if (found !== undefined) bindings[name] = found;
  }
  return bindings;
}

async function keptBinding(runtime: Runtime, binding: GroupBinding | undefined): Promise<GroupBinding | undefined> {
  if (binding === undefined) return undefined;
  const group = await runtime.store.resources.find(runtime.scope, 'Group', binding.group);
  return group === undefined ? undefined : binding;
}

async function bindByName(runtime: Runtime, name: string): Promise<GroupBinding | undefined> {
  const { resources } = await runtime.store.resources.query(runtime.scope, {
    type: 'Group',
    filter: { kind: 'compare', path: displayName, operator: 'eq', value: name },
    startIndex: 1,
    count: 2,
    withoutTotal: true,
  });
  const [only] = resources;
  return only === undefined || resources.length > 1 ? undefined : { group: only.id, expanded: false };
}

const displayName: AttributePath = requirePath('displayName');

function requirePath(attribute: string): AttributePath {
  const path = findAttribute(groupType, { attribute });
  if (path === undefined) throw new Error(`the Group schema has no ${attribute}`);
  return path;
}
