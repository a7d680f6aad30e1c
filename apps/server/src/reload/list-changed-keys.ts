import { isDeepStrictEqual } from 'node:util';
import type { HostConfiguration } from '../connectors/load-host-configuration.js';

const sections = ['server', 'directories', 'clients', 'applications', 'requests', 'events', 'notify'] as const;

/** Where two configurations differ, by key; secrets (what a reference leads to) by the key that refers to them. Never with a value. */
export function listChangedKeys(before: HostConfiguration, after: HostConfiguration): readonly string[] {
  const written = sections.flatMap((section) =>
    difference(before.configuration[section], after.configuration[section], [section]),
  );
  return [
    ...written,
    ...changedTypes(before, after),
    ...changedSecrets(before, after).filter((key) => !covers(written, key)),
  ];
}

/** Schemas may stand in files of their own, so what they come to is compared. */
function changedTypes(
  { configuration: { types: before } }: HostConfiguration,
  { configuration: { types: after } }: HostConfiguration,
): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  const schemasOf = (types: typeof before) => types.flatMap(({ schema, extensions }) => [schema, extensions]);
  return [isDeepStrictEqual(schemasOf(before), schemasOf(after)) ? 'resourceTypes' : 'schemas'];
}

function difference(before: unknown, after: unknown, path: readonly string[]): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (!isGroup(before) || !isGroup(after)) return [path.join('.')];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => difference(before[key], after[key], [...path, key]));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of those that are in both. */
function changedSecrets(before: HostConfiguration, after: HostConfiguration): readonly string[] {
  const changed = <Party extends { readonly name: string }>(
    pick: (configuration: HostConfiguration) => readonly Party[],
    secretOf: (party: Party) => unknown,
  ) =>
    pick(after).filter((party) => {
      const former = pick(before).find(({ name }) => name === party.name);
      return former !== undefined && !isDeepStrictEqual(secretOf(former), secretOf(party));
    });
  return [
    ...changed(
      ({ clients }) => clients,
      ({ tokens }) => tokens,
    ).map(({ name }) => `clients.${name}.tokens`),
    ...changed(
      ({ clients }) => clients,
      ({ passwords }) => passwords,
    ).map(({ name }) => `clients.${name}.basic`),
    ...changed(
      ({ clients }) => clients,
      ({ oauth }) => oauth?.hash,
    ).map(({ name }) => `clients.${name}.oauth.secret`),
    ...changed(
      ({ applications }) => applications,
      ({ connection }) => connection,
    ).map(({ name }) => `applications.${name}.config`),
    ...changed(
      ({ events }) => events,
      (receiver) => (receiver.delivery === 'push' ? receiver.token : receiver.tokens),
    ).map(({ name }) => `events.${name}`),
    ...(before.notify && after.notify && !isDeepStrictEqual(before.notify, after.notify) ? ['notify'] : []),
  ];
}

/** Whether the key, or one below or above it, is among them. */
function covers(keys: readonly string[], key: string): boolean {
  return keys.some((one) => one === key || one.startsWith(`${key}.`) || key.startsWith(`${one}.`));
}
