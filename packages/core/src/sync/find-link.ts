import type { Link } from '../store/link.js';
import { findUser } from './find-user.js';
import type { Runtime } from './runtime.js';

/** By the person's present userName; who is deleted is found by the name that the link remembers. */
export async function findLink(runtime: Runtime, userName: string): Promise<Link | undefined> {
  const user = await findUser(runtime, userName);
  if (user !== undefined) return runtime.store.links.find(runtime.name, user.id);
  let after: string | undefined;
  do {
    const page = await runtime.store.links.list({
      application: runtime.name,
      limit: 1_000,
      ...(after === undefined ? {} : { after }),
    });
    const found = page.find((link) => link.label.toLowerCase() === userName.toLowerCase());
    if (found !== undefined) return found;
    after = page.at(-1)?.id;
  } while (after !== undefined);
  return undefined;
}
