import type { AttributeRule } from '../connector/attribute-rule.js';
import type { Connector, ConnectorLog, ResourceConnector } from '../connector/connector.js';
import { effectiveRules } from '../connector/effective-rules.js';
import { expressionsMention } from '../connector/expressions-mention.js';
import { rulePaths } from '../connector/rule-paths.js';
import type { ResourceRecord, Scope } from '../store/resource.js';
import type { Run } from '../store/run-store.js';
import type { Store } from '../store/store.js';
import type { Application, ApplicationPolicy, GuardPolicy } from './application.js';
import { createGuard, type Guard } from './create-guard.js';
import { createSiteGuard, type SiteGuard } from './create-site-guard.js';
import { defaultGuards } from './default-policy.js';
import { describeLimits } from './describe-limits.js';
import { observeCalls } from './observe-calls.js';
import { noObserver, type Observer } from './observer.js';
import type { Capabilities } from './plan.js';

/** What every step of the work on one application needs; made once, never changed. */
export interface Runtime {
  readonly application: Application;
  readonly name: string;
  readonly connector: Connector;
  readonly users: ResourceConnector;
  readonly rules: readonly AttributeRule[];
  readonly rolesField: string | undefined;
  readonly sets: readonly string[];
  /** The only roles that are ever granted or taken. */
  readonly managedRoles: readonly string[];
  /** Remote names that first contact with an adopted account leaves alone: what identifies it, and its roles. */
  readonly guarded: readonly string[];
  readonly capabilities: Capabilities;
  readonly store: Store;
  readonly log: ConnectorLog;
  readonly observer: Observer;
  /** Whose work this is, for the journal: `linkspan` itself, `schedule`, or who operates. */
  readonly actor: string;
  /** The run that this work belongs to. */
  readonly run?: string;
  /** Who operates on the command line or the page. */
  readonly operator: string;
  readonly scope: Scope;
  /** Roles that can change other accounts. */
  readonly privilegedRoles: readonly string[];
  /** A rule or a correlation asks for externalId, which only its owner sees. */
  readonly asksExternalId: boolean;
  readonly site: SiteGuard;
  readonly guard: Guard;
  quarantine(resource: ResourceRecord): string | undefined;
  /** Whether strangers can make accounts there; asked now and then. */
  openRegistration(signal: AbortSignal): Promise<boolean>;
  /** What one client may change in a while before a person is asked. */
  guardsOf(client: string): GuardPolicy;
  /** What holds calls back at the moment: the vendor's rate limit; absent: nothing of ours. */
  limits?(): string | undefined;
  now(): number;
  random(): number;
}

export interface RuntimeOptions {
  readonly store: Store;
  readonly log: ConnectorLog;
  readonly observer?: Observer;
  quarantine?(resource: ResourceRecord): string | undefined;
  guardsOf?(client: string): GuardPolicy;
  readonly actor?: string;
  now?(): number;
  random?(): number;
}

/** `undefined` where the connector has no users to provision. */
export function createRuntime(application: Application, options: RuntimeOptions): Runtime | undefined {
  const { observer = noObserver } = options;
  const connected = application.connector.users;
  const defaults = application.module.users;
  if (connected === undefined || defaults === undefined) return undefined;
  const users = observeCalls(connected, application.name, observer);
  const rules = effectiveRules(defaults.rules, application.policy.mapping).filter((rule) => rule.flow !== 'read');
  const rolesField = defaults.roles?.remote;
  const sets = rolesField === undefined ? [] : [rolesField];
  const now = options.now ?? Date.now;
  const { name, connector } = application;
  const runtime: Omit<Runtime, 'guard'> = {
    application,
    name,
    connector,
    users,
    rules,
    rolesField,
    sets,
    managedRoles: managedRoles(application.policy),
    guarded: [
      ...rules.filter((rule) => rule.correlates !== undefined && rule.when !== 'create').map((rule) => rule.remote),
      ...sets,
    ],
    capabilities: {
      create: users.create !== undefined,
      update: users.update !== undefined,
      deactivate: users.deactivate !== undefined,
      reactivate: users.reactivate !== undefined,
      remove: users.remove !== undefined,
    },
    store: options.store,
    log: options.log,
    observer,
    // externalId is read as the owner knows it; the orchestrator itself is no client.
    scope: { directory: application.directory, client: '' },
    site: createSiteGuard({ application: name, connector, store: options.store, now }),
    privilegedRoles: defaults.roles?.privileged ?? [],
    asksExternalId: asksExternalId(rules, application.policy),
    actor: 'linkspan',
    operator: options.actor ?? 'operator',
    quarantine: options.quarantine ?? (() => undefined),
    openRegistration: rememberRegistration(connector, now),
    guardsOf: options.guardsOf ?? (() => defaultGuards),
    limits: () => describeLimits(application.limits?.(), now()),
    now,
    random: options.random ?? Math.random,
  };
  return Object.assign(runtime, { guard: createGuard(runtime) });
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

/** The same work, done in a run, and by whoever began it. */
export function inRun(runtime: Runtime, { actor, id }: Pick<Run, 'actor' | 'id'>): Runtime {
  return { ...runtime, actor, run: id };
}

/** What of an account's fields is ours to agree on: of a set, the managed part only. */
export function managedPart(runtime: Runtime, field: string, value: unknown): unknown {
  if (!runtime.sets.includes(field) || !Array.isArray(value)) return value;
  return runtime.managedRoles.filter((role) => value.includes(role));
}
