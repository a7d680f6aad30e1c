import {
  type ApplicationPolicy,
  type ConnectorModule,
  type CorrelationRule,
  type Operations,
  parseFilter,
  type ResourceType,
  resolveFilter,
  type ScopePolicy,
  type TwoWayPolicy,
} from '@linkspan/core';
import type { ApplicationSection } from '../config/configuration-schema.js';
import { defaultTwoWayAttributes } from './default-two-way-attributes.js';

/** What the core works by. Pure; the section was judged before. */
export function toPolicy(section: ApplicationSection, module: ConnectorModule, user: ResourceType): ApplicationPolicy {
  const { operations, provisioning, scope, correlation, mapping, roles, defaultRole } = section;
  const { groups, leaving, passwords, twoWay, drift, guards, concurrency } = section;
  return {
    automatic: toOperations(provisioning.automatic, operations),
    manual: toOperations(provisioning.manual, operations),
    schedules: provisioning.schedule.map(({ operations: own, ...schedule }) => ({
      ...schedule,
      operations: { ...operations, ...own },
    })),
    ...(scope && { scope: toScope(scope, user) }),
    ...(correlation && { correlation: correlation.map((item) => toCorrelation(item, module)) }),
    // Examples have been run, and change nothing of what is written.
    mapping: mapping.map(({ expect: _, ...rule }) => rule),
    roles,
    ...(defaultRole !== undefined && { defaultRole }),
    ...(groups && { groups }),
    leaving,
    ...(passwords && { passwords }),
    ...(twoWay && { twoWay: toTwoWay(twoWay) }),
    drift,
    guards,
    concurrency,
  };
}

type Way = ApplicationSection['provisioning']['automatic'];

function toOperations(way: Way, operations: Operations): Operations | false {
  if (typeof way === 'boolean') return way && operations;
  return { ...operations, ...way.operations };
}

function toScope(
  { filter, groups, nested }: NonNullable<ApplicationSection['scope']>,
  user: ResourceType,
): ScopePolicy {
  return {
    ...(filter !== undefined && { filter: { text: filter, filter: resolveFilter(user, parseFilter(filter)) } }),
    groups,
    nested,
  };
}

/** A pair that the connector's own rules join as well is as sure as they say; any other asks. */
function toCorrelation(
  { scim, remote, onMatch }: NonNullable<ApplicationSection['correlation']>[number],
  { users }: ConnectorModule,
): CorrelationRule {
  const own = users?.rules.find((rule) => rule.remote === remote && [rule.scim ?? []].flat().includes(scim));
  return { scim, remote, onMatch: onMatch ?? own?.correlates ?? 'ask' };
}

function toTwoWay(section: NonNullable<ApplicationSection['twoWay']>): TwoWayPolicy {
  return { ...section, attributes: section.attributes ?? defaultTwoWayAttributes };
}
