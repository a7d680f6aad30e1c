import { leaverPages } from './leaver-pages.js';
import type { Runtime } from './runtime.js';
import { leaving, touch, touched } from './touch.js';
import { userPages } from './user-pages.js';

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
  for await (const page of userPages(runtime, { after: fillAfter })) {
    await touch(
      runtime,
      page.map((resource) => touched(resource)),
    );
    const last = page.at(-1)?.id;
    if (last !== undefined) await applications.update(runtime.name, { fillAfter: last });
    if (signal.aborted) return;
    await between();
  }
  // Whoever is a tombstone already has been dealt with: a changed policy reaches them only when a person starts it.
  const unsettled = { states: ['creating', 'linked', 'parked', 'held'] } as const;
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
