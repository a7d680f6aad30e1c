import type { ResourceStore, Scope, TrashedResource } from '@linkspan/core';

const atOnce = 500;

/** What was deleted last comes first, page by page. */
export async function* readTrash(
  resources: Pick<ResourceStore, 'listTrash'>,
  scope: Scope,
  type?: string,
): AsyncGenerator<TrashedResource> {
  for (let before: number | undefined; ; ) {
    const query = { limit: atOnce, ...(type !== undefined && { type }), ...(before !== undefined && { before }) };
    const page = await resources.listTrash(scope, query);
    yield* page;
    before = page.at(-1)?.seq;
    if (page.length < atOnce) return;
  }
}
