import type { AttributePath } from '../scim/filter.js';
import { findAttribute } from '../scim/find-attribute.js';
import { userType } from '../scim/resource-types.js';
import type { ResourceRecord } from '../store/resource.js';
import { leaverPages } from './leaver-pages.js';
import type { Runtime } from './runtime.js';
import { touch, touched } from './touch.js';

const usersAtOnce = 500;

/** Expands a new or changed application from the whole directory, page by page; a restart goes on behind the last page. */
export async function fillApplication(
  runtime: Runtime,
  signal: AbortSignal,
  /** Between two pages: whoever changes meanwhile does not wait for the end. */
  between: () => Promise<void>,
): Promise<void> {
  const { applications } = runtime.store;
  const { fillAfter } = await applications.get(runtime.name);
  if (fillAfter === undefined) return;
  for await (const page of userPages(runtime, fillAfter)) {
    await touch(runtime, page.map(touched));
    const last = page.at(-1)?.id;
    if (last !== undefined) await applications.update(runtime.name, { fillAfter: last });
    if (signal.aborted) return;
    await between();
  }
  // Whoever is a tombstone already has been dealt with: a changed policy reaches them only when a person starts it.
  const unsettled = { states: ['creating', 'linked', 'parked', 'held'] } as const;
  for await (const leavers of leaverPages(runtime, unsettled)) {
    await touch(runtime, leavers, { onlyExisting: true });
    if (signal.aborted) return;
  }
  await applications.update(runtime.name, { fillAfter: null });
}

/** Every user of the directory, by id, in pages; who is created meanwhile is either in a later page or brings a mark. */
export async function* userPages(runtime: Runtime, from = ''): AsyncGenerator<readonly ResourceRecord[]> {
  let after = from;
  for (;;) {
    const { resources } = await runtime.store.resources.query(runtime.scope, {
      type: 'User',
      ...(after !== '' && { filter: { kind: 'compare', path: id, operator: 'gt', value: after } as const }),
      startIndex: 1,
      count: usersAtOnce,
      withoutTotal: true,
    });
    const last = resources.at(-1);
    if (last === undefined) return;
    yield resources;
    if (resources.length < usersAtOnce) return;
    after = last.id;
  }
}

const id = idPath();

function idPath(): AttributePath {
  const path = findAttribute(userType, { attribute: 'id' });
  if (path === undefined) throw new Error('the User schema has no id');
  return path;
}
