import type { TouchedResource } from '../store/link-store.js';
import type { MarkStore, PendingMark } from '../store/mark-store.js';
import { bindGroups } from './bind-groups.js';
import { memberPages } from './member-pages.js';
import type { Runtime } from './runtime.js';
import { touch, touched } from './touch.js';

export interface ExpandOptions {
  readonly marks: MarkStore;
  /** None for a directory: its marks go, since an application that comes later is filled from the whole directory. */
  readonly runtimes: readonly Runtime[];
  readonly signal: AbortSignal;
}

const marksAtOnce = 500;

/**
 * Turns marks into due links, oldest first, outside any request: "this resource changed" becomes "these links may differ". Repeating
 * it does no harm, so a crash at any point only means that some of it is done again. Resolves with the number of marks expanded.
 */
export async function expandMarks(options: ExpandOptions): Promise<number> {
  const { marks } = options;
  let expanded = 0;
  while (!options.signal.aborted) {
    const pending = await marks.list(marksAtOnce);
    if (pending.length === 0) break;
    for (const directory of new Set(pending.map((mark) => mark.directory))) {
      const runtimes = options.runtimes.filter((runtime) => runtime.scope.directory === directory);
      const own = pending.filter((mark) => mark.directory === directory);
      if (own.some((mark) => mark.type === 'Group')) for (const runtime of runtimes) await bindGroups(runtime);
      await touchSelves(runtimes, own);
      for (const mark of own.filter((one) => one.reach === 'members'))
        await touchMembers(runtimes, mark, options.signal);
    }
    await marks.remove(pending.map((mark) => mark.seq));
    expanded += pending.length;
  }
  return expanded;
}

async function touchSelves(runtimes: readonly Runtime[], marks: readonly PendingMark[]): Promise<void> {
  const [first] = runtimes;
  if (first === undefined) return;
  const ids = [
    ...new Set(marks.filter((mark) => mark.type === 'User' && mark.reach === 'self').map((mark) => mark.id)),
  ];
  const present: TouchedResource[] = [];
  const deleted: string[] = [];
  for (const id of ids) {
    const resource = await first.store.resources.find(first.scope, 'User', id);
    if (resource === undefined) deleted.push(id);
    else present.push(touched(resource));
  }
  for (const runtime of runtimes) {
    await touch(runtime, present);
    await touchDeleted(runtime, deleted);
  }
}

/** A rename or a deletion of the group reaches all its members, page by page; a restart goes on behind the last page. */
async function touchMembers(runtimes: readonly Runtime[], mark: PendingMark, signal: AbortSignal): Promise<void> {
  const [first] = runtimes;
  if (first === undefined || !runtimes.some(grantsByGroup)) return;
  for await (const { resources, last } of memberPages(first, mark.id, mark.after)) {
    for (const runtime of runtimes.filter(grantsByGroup)) await touch(runtime, resources);
    await first.store.marks.advance(mark.seq, last);
    signal.throwIfAborted();
  }
}

/** Who is gone from the directory matters only where a link stands. */
async function touchDeleted(runtime: Runtime, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const link = await runtime.store.links.find(runtime.name, id);
    if (link === undefined) continue;
    await touch(runtime, [{ id, type: link.type, label: link.label, leaver: true }], { onlyExisting: true });
  }
}

function grantsByGroup(runtime: Runtime): boolean {
  return Object.keys(runtime.application.policy.roles).length > 0;
}
