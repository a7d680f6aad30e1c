import { evaluateRules } from '../connector/evaluate-rules.js';
import { expressionsMention } from '../connector/expressions-mention.js';
import { rulePaths } from '../connector/rule-paths.js';
import type { GroupBinding } from '../store/application-store.js';
import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import { type DesiredAccount, desiredAccount } from './desired-account.js';
import { effectiveGroups } from './effective-groups.js';
import { type Plan, plan } from './plan.js';
import type { Runtime } from './runtime.js';
import { usesGroups } from './uses-groups.js';

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

/** Reads and writes nothing; asynchronous for the rules' expressions alone. */
export async function viewOf(
  runtime: Runtime,
  link: Link,
  resource: ResourceRecord | undefined,
  groups: Parameters<typeof desiredAccount>[0]['groups'],
  bindings: Readonly<Record<string, GroupBinding>>,
): Promise<View> {
  const { rules, application, capabilities, sets, managedRoles } = runtime;
  const desired =
    resource &&
    desiredAccount({
      resource,
      groups,
      bindings,
      rules,
      evaluation: await evaluateRules(resource, rules, groups),
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
export async function findResource(runtime: Runtime, link: Link): Promise<ResourceRecord | undefined> {
  const { resources } = runtime.store;
  const resource = await resources.find(runtime.scope, link.type, link.resourceId);
  if (resource === undefined || !asksExternalId(runtime)) return resource;
  return resources.find({ ...runtime.scope, client: resource.owner }, link.type, link.resourceId);
}

function asksExternalId({ rules }: Runtime): boolean {
  return rules.some((rule) => rulePaths(rule).includes('externalId')) || expressionsMention(rules, 'externalId');
}

/** Only where something hangs on them. */
async function readGroups(runtime: Runtime, user: string) {
  return usesGroups(runtime) ? effectiveGroups(runtime.store.resources, runtime.scope, [user]) : new Map();
}
