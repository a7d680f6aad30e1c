import type { LinkState } from '../store/link.js';
import type { TouchedResource } from '../store/link-store.js';
import type { Runtime } from './runtime.js';

const linksAtOnce = 500;

/**
 * People who are gone from the directory and still have a link, in pages. They stand on no page of users, and the change that took
 * them away may have come while this application was switched off.
 */
export async function* leaverPages(
  runtime: Runtime,
  options: { readonly states?: readonly LinkState[]; readonly resourceIds?: readonly string[] } = {},
): AsyncGenerator<readonly TouchedResource[]> {
  const { links, resources } = runtime.store;
  let after: string | undefined;
  for (;;) {
    const page = await links.list({
      application: runtime.name,
      limit: linksAtOnce,
      ...options,
      ...(after === undefined ? {} : { after }),
    });
    const leavers: TouchedResource[] = [];
    for (const link of page) {
      if (link.accountId === undefined && link.doubtful !== 'create') continue;
      if ((await resources.find(runtime.scope, link.type, link.resourceId)) !== undefined) continue;
      leavers.push({ id: link.resourceId, type: link.type, label: link.label, leaver: true });
    }
    if (leavers.length > 0) yield leavers;
    after = page.at(-1)?.id;
    if (page.length < linksAtOnce) return;
  }
}
