import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import { findGroup } from './find-group.js';
import { findUser } from './find-user.js';
import type { Runtime } from './runtime.js';

/** By a person's present userName, else a group's displayName; who is deleted is found by the name that the link remembers. */
export async function findLink(runtime: Runtime, name: string): Promise<Link | undefined> {
  const resource = await findNamed(runtime, name);
  return resource === undefined ? findLinkByLabel(runtime, name) : runtime.store.links.find(runtime.name, resource.id);
}

/** A person, or a group where the application has groups. */
export async function findNamed(runtime: Runtime, name: string): Promise<ResourceRecord | undefined> {
  return (await findUser(runtime, name)) ?? (runtime.groups && (await findGroup(runtime, name)));
}

export async function findLinkByLabel(runtime: Runtime, name: string): Promise<Link | undefined> {
  let after: string | undefined;
  do {
    const page = await runtime.store.links.list({
      application: runtime.name,
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    const found = page.find((link) => link.label.toLowerCase() === name.toLowerCase());
    if (found !== undefined) return found;
    after = page.at(-1)?.id;
  } while (after !== undefined);
  return undefined;
}
