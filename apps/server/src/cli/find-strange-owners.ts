import type { OwnedCount, ResourceStore } from '@linkspan/core';
import type { Configuration } from '../config/configuration.js';

/** What somebody owns who is no longer in the configuration: nobody can change it. */
export interface StrangeOwner {
  readonly directory: string;
  readonly owner: string;
  readonly resources: Readonly<Record<string, number>>;
}

/** A client that moved to another directory counts as a stranger in its former one. */
export async function findStrangeOwners(
  resources: Pick<ResourceStore, 'countOwned'>,
  { directories, clients, applications }: Pick<Configuration, 'directories' | 'clients' | 'applications'>,
): Promise<readonly StrangeOwner[]> {
  const found: StrangeOwner[] = [];
  for (const directory of directories) {
    const known = new Set([
      ...Object.entries(clients).flatMap(([name, client]) => (client.directory === directory ? [name] : [])),
      ...Object.keys(applications).map((name) => `application:${name}`),
    ]);
    const strange = (await resources.countOwned(directory)).filter(({ owner }) => !known.has(owner));
    for (const owner of new Set(strange.map((counted) => counted.owner)))
      found.push({ directory, owner, resources: byType(strange.filter((counted) => counted.owner === owner)) });
  }
  return found;
}

function byType(counts: readonly OwnedCount[]): Readonly<Record<string, number>> {
  return Object.fromEntries(counts.map(({ type, count }) => [type, count]));
}
