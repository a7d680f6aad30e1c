import { leaverPages } from './leaver-pages.js';
import { resourcePages } from './resource-pages.js';
import type { Runtime } from './runtime.js';
import { leaving, touch, touched } from './touch.js';
import { touchMarkedGroup, touchMembers, touchPresentGroup } from './touch-members.js';

/** Whoever is a tombstone already has been dealt with: a changed policy reaches them only when a person starts it. */
const unsettled = { states: ['creating', 'linked', 'parked', 'held'] } as const;

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
  for await (const page of resourcePages(runtime, { after: fillAfter })) {
    await touch(
      runtime,
      page.map((resource) => touched(resource)),
    );
    if (runtime.groups !== undefined) {
      await touchMembers(
        runtime.groups,
        page.map(({ id }) => ({ id })),
      );
    }
    const last = page.at(-1)?.id;
    if (last !== undefined) await applications.update(runtime.name, { fillAfter: last });
    if (signal.aborted) return;
    await between();
  }
  if (runtime.groups !== undefined) await fillGroups(runtime.groups, signal, between);
  if (signal.aborted) return;
  for await (const leavers of leaverPages(runtime, unsettled)) {
    await touch(
      runtime,
      leavers.map((link) => leaving(link)),
      { onlyExisting: true },
    );
    if (signal.aborted) return;
  }
  await applications.update(runtime.name, { fillAfter: null });
}

/** With all that was ever agreed on: who left, or got another account, while groups were not in the configuration brought no mark. */
async function fillGroups(groups: Runtime, signal: AbortSignal, between: () => Promise<void>): Promise<void> {
  const { store, name } = groups;
  for await (const page of resourcePages(groups)) {
    for (const group of page) {
      await store.memberships.touchGroup(name, group.id);
      await touchPresentGroup(groups, group);
    }
    await touchMembers(
      groups,
      page.map(({ id }) => ({ id })),
    );
    if (signal.aborted) return;
    await between();
  }
  for await (const gone of leaverPages(groups, unsettled)) {
    for (const { resourceId } of gone) await touchMarkedGroup(groups, resourceId);
    if (signal.aborted) return;
  }
}
