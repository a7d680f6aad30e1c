import type { GroupBinding } from '../store/application-store.js';
import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import { type DesiredAccount, desiredAccount } from './desired-account.js';
import { type Plan, plan } from './plan.js';
import type { Runtime } from './runtime.js';

/** The present state of one person and what follows from it. */
export interface View {
  readonly resource: ResourceRecord | undefined;
  readonly desired: DesiredAccount | undefined;
  readonly plan: Plan;
}

/** Reads the person now, not as of the change that made the link due. */
export async function readView(
  runtime: Runtime,
  link: Link,
  bindings: Readonly<Record<string, GroupBinding>>,
): Promise<View> {
  const resource = await findResource(runtime, link);
  const groups = resource === undefined ? new Map() : await readGroups(runtime, link.resourceId);
  return viewOf(runtime, link, resource, groups.get(link.resourceId) ?? [], bindings);
}

/** Pure. */
export function viewOf(
  runtime: Runtime,
  link: Link,
  resource: ResourceRecord | undefined,
  groups: Parameters<typeof desiredAccount>[0]['groups'],
  bindings: Readonly<Record<string, GroupBinding>>,
): View {
  const { rules, application, capabilities, sets, managedRoles } = runtime;
  const desired =
    resource &&
    desiredAccount({
      resource,
      groups,
      bindings,
      rules,
      roles: application.module.users?.roles,
      policy: application.policy,
    });
  const quarantine = resource && runtime.quarantine(resource);
  return {
    resource,
    desired,
    plan: plan({
      link,
      ...(resource && { resource }),
      ...(desired && { desired }),
      ...(quarantine === undefined ? {} : { quarantine }),
      policy: application.policy,
      capabilities,
      rules,
      sets,
      managed: managedRoles,
      now: runtime.now(),
    }),
  };
}

/** With the externalId as the resource's owner set it, where a rule asks for it. */
async function findResource(runtime: Runtime, link: Link): Promise<ResourceRecord | undefined> {
  const { resources } = runtime.store;
  const resource = await resources.find(runtime.scope, link.type, link.resourceId);
  const asksExternalId = runtime.rules.some((rule) => [rule.scim ?? []].flat().includes('externalId'));
  if (resource === undefined || !asksExternalId) return resource;
  return resources.find({ ...runtime.scope, client: resource.owner }, link.type, link.resourceId);
}

/** Only where roles hang on them. */
async function readGroups(runtime: Runtime, user: string) {
  const { listGroups } = runtime.store.resources;
  return Object.keys(runtime.application.policy.roles).length === 0 ? new Map() : listGroups(runtime.scope, [user]);
}
