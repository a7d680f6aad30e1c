import { findResources } from './find-resources.js';
import type { StoreHost } from './operator-host.js';

/** Who may change somebody, in each directory that has them. */
export interface Owner {
  readonly directory: string;
  readonly id: string;
  readonly owner: string;
}

/** By userName or id. */
export async function findOwners(
  { directories, store }: Pick<StoreHost, 'directories' | 'store'>,
  person: string,
): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  for (const directory of directories)
    for (const { type, id, owner } of await findResources(store.resources, directory, person))
      if (type === 'User') owners.push({ directory, id, owner });
  return owners;
}
