import type { Link, LinkState } from '../store/link.js';
import type { Runtime } from './runtime.js';

const linksAtOnce = 500;

/**
 * The links of people, or groups, who are gone from the directory and still have an account, or may get one, in pages. They stand on no page of users, and the change
 * that took them away may have come while this application was switched off.
 */
export async function* leaverPages(
  runtime: Runtime,
  options: { readonly states?: readonly LinkState[]; readonly after?: string } = {},
): AsyncGenerator<readonly Link[]> {
  const { states } = options;
  let { after } = options;
  for (;;) {
    const page = await runtime.store.links.list({
      application: runtime.name,
      type: runtime.type,
      orphaned: true,
      limit: linksAtOnce,
      ...(states && { states }),
      ...(after === undefined ? {} : { after }),
    });
    const leavers = page.filter(
      ({ accountId, doubtful, late }) => accountId !== undefined || doubtful === 'create' || late?.create !== undefined,
    );
    if (leavers.length > 0) yield leavers;
    after = page.at(-1)?.id;
    if (page.length < linksAtOnce) return;
  }
}
