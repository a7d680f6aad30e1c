import type { GroupBinding } from '../store/application-store.js';
import { findGroup } from './find-group.js';
import { journalLine } from './journal-line.js';
import { memberPages } from './member-pages.js';
import { provisionedKey, provisionedNames } from './provisioned-groups.js';
import type { Runtime } from './runtime.js';
import { touch } from './touch.js';
import { touchWholeGroup } from './touch-members.js';

/**
 * Binds the group names of the configuration to group ids when exactly one group bears the name, and keeps a binding through
 * renames: renaming a group strips nobody, and a second group of the same name grants nothing. A binding ends with its group.
 */
export async function bindGroups(runtime: Runtime): Promise<void> {
  if (groupNames(runtime).length === 0) return;
  const { applications } = runtime.store;
  const before = await applications.get(runtime.name);
  const { bindings: found, frozen } = await readBindings(runtime);
  const bindings: Record<string, GroupBinding> = { ...found };
  if (JSON.stringify(bindings) !== JSON.stringify(before.groupBindings))
    await applications.update(runtime.name, { groupBindings: bindings });
  if (frozen !== before.scopeFrozen?.reason) await noteFrozen(runtime, frozen);
  for (const [key, binding] of Object.entries(bindings)) {
    if (binding.expanded) continue;
    if (!key.startsWith(provisionedKey(''))) {
      // Members may have been parked, or left without the role, before the name was unmistakable.
      for await (const page of memberPages(runtime, binding.group)) await touch(runtime, page.resources);
    } else if (runtime.groups !== undefined) await touchWholeGroup(runtime.groups, binding.group);
    bindings[key] = { ...binding, expanded: true };
    await applications.update(runtime.name, { groupBindings: bindings });
  }
}

/** Names of groups that grant roles, that the scope names, or that are provisioned, by the key of their binding. */
function groupNames({ application }: Runtime): readonly (readonly [key: string, name: string])[] {
  const { roles, scope } = application.policy;
  return [
    ...Object.keys(roles).map((name) => [name, name] as const),
    ...(scope?.groups ?? []).map((name) => [scopeKey(name), name] as const),
    ...provisionedNames(application.policy).map((name) => [provisionedKey(name), name] as const),
  ];
}

/** A scope group's binding outlives its group: whoever was in it is no leaver because the group is gone. */
export function scopeKey(name: string): string {
  return `scope:${name}`;
}

/** The bindings as the directory is now; writes nothing. `frozen`: why nobody leaves the scope for now. */
export async function readBindings(
  runtime: Runtime,
): Promise<{ readonly bindings: Readonly<Record<string, GroupBinding>>; readonly frozen?: string }> {
  const before = (await runtime.store.applications.get(runtime.name)).groupBindings;
  const bindings: Record<string, GroupBinding> = {};
  let frozen: string | undefined;
  for (const [key, name] of groupNames(runtime)) {
    const known = before[key];
    const kept = await keptBinding(runtime, known);
    const isScope = key === scopeKey(name);
    if (isScope && known !== undefined && kept === undefined) {
      bindings[key] = known;
      frozen = `the group "${name}" that the scope names is gone from the directory`;
      continue;
    }
    const found = kept ?? (await bindByName(runtime, name));
    if (found !== undefined) bindings[key] = found;
    else if (isScope) frozen ??= `there is no one group "${name}", which the scope names`;
  }
  return { bindings, ...(frozen === undefined ? {} : { frozen }) };
}

/** An operator accepts that a group of the scope is gone: a new one of its name is taken, and everybody is looked at again. */
export async function forgetScopeBindings(runtime: Runtime): Promise<void> {
  const { applications } = runtime.store;
  const { groupBindings } = await applications.get(runtime.name);
  const kept: Record<string, GroupBinding> = {};
  for (const [key, binding] of Object.entries(groupBindings)) {
    if (!key.startsWith(scopeKey('')) || (await keptBinding(runtime, binding)) !== undefined) kept[key] = binding;
  }
  await applications.update(runtime.name, { groupBindings: kept, scopeFrozen: null, fillAfter: '' });
}

async function noteFrozen(runtime: Runtime, reason: string | undefined): Promise<void> {
  const at = runtime.now();
  // Who left meanwhile was not let go of: everybody is looked at again.
  const facts = reason === undefined ? { scopeFrozen: null, fillAfter: '' } : { scopeFrozen: { reason, at } };
  await runtime.store.applications.update(runtime.name, facts);
  const subject = { directory: runtime.application.directory, type: '', resourceId: '' };
  const action = reason === undefined ? 'scope-thawed' : 'scope-frozen';
  await runtime.store.journal.append([journalLine(runtime, subject, action, reason === undefined ? {} : { reason })]);
  if (reason !== undefined) runtime.log.warn({ application: runtime.name, reason }, 'scope frozen');
}

async function keptBinding(runtime: Runtime, binding: GroupBinding | undefined): Promise<GroupBinding | undefined> {
  if (binding === undefined) return undefined;
  const group = await runtime.store.resources.find(runtime.scope, 'Group', binding.group);
  return group === undefined ? undefined : binding;
}

async function bindByName(runtime: Runtime, name: string): Promise<GroupBinding | undefined> {
  const only = await findGroup(runtime, name);
  return only && { group: only.id, expanded: false };
}
