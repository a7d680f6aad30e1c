import type { AttributeRule, ResourceRules } from '../connector/attribute-rule.js';
import type { Connector, ConnectorLog, ResourceConnector } from '../connector/connector.js';
import { effectiveRules } from '../connector/effective-rules.js';
import { expressionsMention } from '../connector/expressions-mention.js';
import { rulePaths } from '../connector/rule-paths.js';
import { groupType, resourceTypes, userType } from '../scim/resource-types.js';
import type { ResourceType } from '../scim/schema.js';
import { createDirectoryWriter, type DirectoryWriter } from '../scim/server/create-directory-writer.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Store } from '../store/store.js';
import type { Application, ApplicationPolicy, GuardPolicy } from './application.js';
import { createBack } from './back/back.js';
import { createGuard } from './create-guard.js';
import { createSiteGuard } from './create-site-guard.js';
import { defaultGuards } from './default-policy.js';
import { describeLimits } from './describe-limits.js';
import { guardPassword } from './guard-password.js';
import { type CallLimit, createCallLimit, limitCalls } from './limit-calls.js';
import { observeCalls } from './observe-calls.js';
import { noObserver, type Observer } from './observer.js';
import type { Passwords, Runtime } from './runtime.js';

export interface RuntimeOptions {
  readonly store: Store;
  readonly log: ConnectorLog;
  readonly observer?: Observer;
  quarantine?(resource: ResourceRecord): string | undefined;
  guardsOf?(client: string): GuardPolicy;
  readonly actor?: string;
  openPassword?(sealed: string, owner: string): string | undefined;
  onCommit?(): void;
  now?(): number;
  random?(): number;
}

/** `undefined` where the connector has no users to provision. */
export function createRuntime(application: Application, options: RuntimeOptions): Runtime | undefined {
  const { connector, module, policy } = application;
  if (connector.users === undefined || module.users === undefined) return undefined;
  const shared = sharedParts(application, options);
  const limit = createCallLimit(policy.concurrency);
  const { types = resourceTypes } = application;
  const directory = createDirectoryWriter({
    resources: options.store.resources,
    types,
    committed: () => options.onCommit?.(),
  });
  const passwords = passwordsOf(application, options);
  const people = completeRuntime(shared, application, {
    type: 'User',
    schema: types.find(({ name }) => name === 'User') ?? userType,
    accounts: connector.users,
    defaults: module.users,
    ...(passwords && { passwords }),
    limit,
    directory,
  });
  if (policy.groups === undefined || connector.groups === undefined || module.groups === undefined) return people;
  const groups = completeRuntime(
    shared,
    { ...application, policy: policyOfGroups(policy) },
    {
      type: 'Group',
      schema: types.find(({ name }) => name === 'Group') ?? groupType,
      accounts: connector.groups,
      defaults: module.groups,
      limit,
      directory,
    },
  );
  return { ...people, groups };
}

/** Where the operator wants it, the connector can, and the host has the key. */
function passwordsOf({ module, policy }: Application, { openPassword }: RuntimeOptions): Passwords | undefined {
  const remote = module.users?.password;
  if (policy.passwords !== true || remote === undefined || openPassword === undefined) return undefined;
  return { remote, open: openPassword };
}

/** What concerns people alone is left out: groups have neither roles nor a scope nor rules of the operator's. */
function policyOfGroups({
  scope: _scope,
  correlation: _correlation,
  defaultRole: _role,
  ...policy
}: ApplicationPolicy): ApplicationPolicy {
  return { ...policy, mapping: [], roles: {} };
}

type OfType =
  | 'type'
  | 'schema'
  | 'accounts'
  | 'rules'
  | 'back'
  | 'roles'
  | 'rolesField'
  | 'members'
  | 'groups'
  | 'passwords'
  | 'sets'
  | 'managedRoles';
type Shared = Omit<
  Runtime,
  OfType | 'application' | 'guarded' | 'capabilities' | 'privilegedRoles' | 'asksExternalId' | 'guard'
>;

function sharedParts(application: Application, options: RuntimeOptions): Shared {
  const { name, connector } = application;
  const { store, observer = noObserver, now = Date.now } = options;
  return {
    name,
    connector,
    store,
    log: options.log,
    observer,
    // externalId is read as the owner knows it; the orchestrator itself is no client.
    scope: { directory: application.directory, client: '' },
    site: createSiteGuard({ application: name, connector, store, now }),
    actor: 'linkspan',
    operator: options.actor ?? 'operator',
    quarantine: options.quarantine ?? (() => undefined),
    openRegistration: rememberRegistration(connector, now),
    guardsOf: options.guardsOf ?? (() => defaultGuards),
    limits: () => describeLimits(application.limits?.(), now()),
    now,
    random: options.random ?? Math.random,
  };
}

function completeRuntime(
  shared: Shared,
  application: Application,
  {
    type,
    schema,
    accounts,
    defaults,
    passwords,
    limit,
    directory,
  }: {
    readonly type: Runtime['type'];
    readonly schema: ResourceType;
    readonly accounts: ResourceConnector;
    readonly defaults: ResourceRules;
    readonly passwords?: Passwords;
    readonly limit: CallLimit;
    readonly directory: DirectoryWriter;
  },
): Runtime {
  const { policy } = application;
  const effective = effectiveRules(defaults.rules, policy.mapping);
  const rules = effective.filter((rule) => rule.flow !== 'read');
  const rolesField = defaults.roles?.remote;
  const sets = rolesField === undefined ? [] : [rolesField];
  const guarded = defaults.password === undefined ? accounts : guardPassword(accounts, defaults.password);
  const runtime: Omit<Runtime, 'guard'> = {
    ...shared,
    application,
    type,
    schema,
    accounts: limitCalls(observeCalls(guarded, application.name, shared.observer), limit),
    rules,
    roles: defaults.roles,
    rolesField,
    ...(defaults.members && { members: defaults.members }),
    ...(passwords && { passwords }),
    ...(policy.twoWay && { back: createBack(policy.twoWay, effective, directory) }),
    sets,
    managedRoles: managedRoles(policy),
    guarded: [
      ...rules
        .filter((rule) => (rule.correlates !== undefined || rule.identifies) && rule.when !== 'create')
        .map((rule) => rule.remote),
      ...sets,
      ...(passwords ? [passwords.remote] : []),
    ],
    capabilities: {
      create: accounts.create !== undefined,
      update: accounts.update !== undefined,
      deactivate: accounts.deactivate !== undefined,
      reactivate: accounts.reactivate !== undefined,
      remove: accounts.remove !== undefined,
    },
    privilegedRoles: defaults.roles?.privileged ?? [],
    asksExternalId: asksExternalId(rules, policy),
  };
  return { ...runtime, guard: createGuard(runtime) };
}

const registrationAge = 10 * 60_000;

/** What cannot be told is taken for open. */
function rememberRegistration(connector: Connector, now: () => number): Runtime['openRegistration'] {
  let known: { readonly open: boolean; readonly at: number } | undefined;
  return async (signal) => {
    if (known !== undefined && now() - known.at < registrationAge) return known.open;
    const open = (await connector.openRegistration?.(signal)) ?? true;
    known = { open, at: now() };
    return open;
  };
}

function asksExternalId(rules: readonly AttributeRule[], { correlation = [] }: ApplicationPolicy): boolean {
  const paths = [...rules.flatMap(rulePaths), ...correlation.map(({ scim }) => scim)];
  return paths.includes('externalId') || expressionsMention(rules, 'externalId');
}

function managedRoles({ roles, defaultRole }: ApplicationPolicy): readonly string[] {
  return [...new Set([...Object.values(roles), ...(defaultRole === undefined ? [] : [defaultRole])])].sort();
}
