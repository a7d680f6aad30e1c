import type { ConnectorModule } from '@linkspan/core';

/** The fields of people that a connector names; undefined where it takes any. */
export function knownFields({ users }: ConnectorModule): readonly string[] | undefined {
  if (users?.fields === undefined) return undefined;
  return [...new Set([...users.rules.map(({ remote }) => remote), ...users.fields])].sort();
}
