import { evaluateRules } from '../connector/evaluate-rules.js';
import type { ApplicationRecord, GroupBinding } from '../store/application-store.js';
import type { Link } from '../store/link.js';
import type { WaitingPassword } from '../store/password-store.js';
import type { EffectiveGroup, ResourceRecord } from '../store/resource.js';
import type { Operations } from './application.js';
import { type DesiredAccount, desiredAccount } from './desired-account.js';
import { effectiveGroups } from './effective-groups.js';
import { judgeScope } from './judge-scope.js';
import { passwordPlace } from './open-password.js';
import { type Plan, plan } from './plan.js';
import { judgeProvisioned } from './provisioned-groups.js';
import { type MembersView, readMembers } from './read-members.js';
import type { Runtime } from './runtime.js';
import type { ScopeVerdict } from './scope-verdict.js';
import { usesGroups } from './uses-groups.js';

/** The present state of one person and what follows from it. */
export interface View {
  readonly resource: ResourceRecord | undefined;
  /** Direct and indirect ones. */
  readonly groups: readonly EffectiveGroup[];
  readonly scope: ScopeVerdict | undefined;
  readonly desired: DesiredAccount | undefined;
  /** What the application has still to get; sealed. */
  readonly password?: WaitingPassword;
  /** Of a group. */
  readonly members?: MembersView;
  readonly plan: Plan;
}

/** What every person of one pass is looked at with. */
export interface ViewContext {
  readonly operations: Operations;
  readonly bindings: Readonly<Record<string, GroupBinding>>;
  /** Why nobody leaves the scope for now. */
  readonly frozen?: string;
}

/** Of a person: the resource is absent where it was deleted. */
export interface Person {
  readonly link: Link;
  readonly resource: ResourceRecord | undefined;
}

export async function readViewContext(runtime: Runtime, operations: Operations): Promise<ViewContext> {
  return viewContext(await runtime.store.applications.get(runtime.name), operations);
}

export function viewContext(
  { groupBindings, scopeFrozen }: Pick<ApplicationRecord, 'groupBindings' | 'scopeFrozen'>,
  operations: Operations,
): ViewContext {
  return { operations, bindings: groupBindings, ...(scopeFrozen && { frozen: scopeFrozen.reason }) };
}

/** Reads the person now, not as of the change that made the link due; of a group the members behind `after`. */
export async function readView(runtime: Runtime, link: Link, context: ViewContext, after?: string): Promise<View> {
  // First: whoever comes into the scope by the change that brings the password is then seen to be in it.
  const passwords = await passwordsOf(runtime, [link]);
  const [resource, groups] = await Promise.all([findResource(runtime, link), groupsOf(runtime, [link.resourceId])]);
  const members = await membersOf(runtime, link, after);
  const waiting = waitingOf(passwords, link);
  return viewOf(
    runtime,
    link,
    { resource, groups: groups.get(link.resourceId) ?? [], ...members, ...waiting },
    context,
  );
}

/** Looks at many people with a few queries. */
export async function viewPeople(
  runtime: Runtime,
  people: readonly Person[],
  context: ViewContext,
): Promise<readonly View[]> {
  const present = people.flatMap(({ resource }) => (resource === undefined ? [] : [resource.id]));
  const groups = await groupsOf(runtime, present);
  const passwords = await passwordsOf(
    runtime,
    people.map(({ link }) => link),
  );
  const views: View[] = [];
  for (const { link, resource } of people)
    views.push(
      await viewOf(
        runtime,
        link,
        {
          resource,
          groups: (resource && groups.get(resource.id)) ?? [],
          ...(await membersOf(runtime, link)),
          ...waitingOf(passwords, link),
        },
        context,
      ),
    );
  return views;
}

async function groupsOf(
  runtime: Runtime,
  users: readonly string[],
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  return usesGroups(runtime) ? effectiveGroups(runtime.store.resources, runtime.scope, users) : nobodys;
}

async function membersOf(runtime: Runtime, { resourceId }: Link, after?: string): Promise<Pick<View, 'members'>> {
  return runtime.type === 'Group' ? { members: await readMembers(runtime, resourceId, after) } : {};
}

/** Of links that are in one directory: another one's people are not the application's any more. */
async function passwordsOf(runtime: Runtime, links: readonly Link[]): Promise<ReadonlyMap<string, WaitingPassword>> {
  const { passwords, scope, type, store } = runtime;
  if (passwords === undefined || links.length === 0) return noPasswords;
  const place = passwordPlace(runtime, { directory: scope.directory, type });
  const waiting = await store.passwords.listWaiting(
    place,
    links.map(({ resourceId }) => resourceId),
  );
  return new Map(waiting.map((one) => [one.resourceId, one]));
}

function waitingOf(passwords: ReadonlyMap<string, WaitingPassword>, { resourceId }: Link): Pick<View, 'password'> {
  const password = passwords.get(resourceId);
  return password === undefined ? {} : { password };
}

const noPasswords: ReadonlyMap<string, WaitingPassword> = new Map();
const nobodys: ReadonlyMap<string, readonly EffectiveGroup[]> = new Map();

/** Reads and writes nothing; asynchronous for the rules' expressions alone. */
async function viewOf(
  runtime: Runtime,
  link: Link,
  { resource, groups, members, password }: Pick<View, 'resource' | 'groups' | 'members' | 'password'>,
  { operations, bindings, frozen }: ViewContext,
): Promise<View> {
  const { rules, application } = runtime;
  const { policy } = application;
  const desired =
    resource &&
    desiredAccount({
      resource,
      groups,
      bindings,
      rules,
      evaluation: await evaluateRules(resource, rules, groups, runtime.schema),
      roles: runtime.roles,
      policy,
      schema: runtime.schema,
    });
  const scope = resource && judge(runtime, resource, groups, { bindings, ...(frozen !== undefined && { frozen }) });
  const seen = { resource, groups, scope, desired, ...(members && { members }), ...(password && { password }) };
  return { ...seen, plan: planFor(runtime, link, seen, operations) };
}

function judge(
  runtime: Runtime,
  resource: ResourceRecord,
  groups: readonly EffectiveGroup[],
  { bindings, frozen }: Pick<ViewContext, 'bindings' | 'frozen'>,
): ScopeVerdict {
  if (runtime.type === 'Group') return judgeProvisioned(runtime, resource.id, bindings);
  const { scope } = runtime.application.policy;
  return judgeScope({
    scope,
    resource,
    groups: scope?.nested === false ? groups.filter(({ type }) => type === 'direct') : groups,
    bindings,
    ...(frozen === undefined ? {} : { frozen }),
  });
}

/** What is to be done about a link of somebody who was looked at. */
export function planFor(
  runtime: Runtime,
  link: Link,
  { resource, scope, desired, members, password }: Omit<View, 'plan'>,
  operations: Operations,
): Plan {
  const { rules, application, capabilities, sets, managedRoles } = runtime;
  if (link.directory !== application.directory) {
    const reason = `is in the directory "${link.directory}", whose people the application does not get any more`;
    return { action: 'none', reason };
  }
  const quarantine = resource && runtime.quarantine(resource);
  return plan({
    link,
    ...(resource && { resource }),
    ...(desired && { desired }),
    ...(scope && { scope }),
    ...(members && { members }),
    ...(password && { password: password.revision }),
    ...(quarantine === undefined ? {} : { quarantine }),
    policy: application.policy,
    operations,
    capabilities,
    comesBack: runtime.back !== undefined,
    rules,
    sets,
    managed: managedRoles,
    now: runtime.now(),
  });
}

/** With the externalId as the resource's owner set it, where a rule asks for it. */
export async function findResource(
  runtime: Runtime,
  { directory, type, resourceId }: Pick<Link, 'directory' | 'type' | 'resourceId'>,
): Promise<ResourceRecord | undefined> {
  const { resources } = runtime.store;
  // The link's own: an application that gets another directory's people has lost nobody of the former one.
  const scope = { ...runtime.scope, directory };
  const resource = await resources.find(scope, type, resourceId);
  if (resource === undefined || !runtime.asksExternalId) return resource;
  return resources.find({ ...scope, client: resource.owner }, type, resourceId);
}
