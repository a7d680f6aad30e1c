import type { TouchedResource } from '../store/link-store.js';
import type { MarkStore, PendingMark } from '../store/mark-store.js';
import { bindGroups } from './bind-groups.js';
import { memberPages } from './member-pages.js';
import type { Runtime } from './runtime.js';
import { leaving, touch } from './touch.js';
import { touchMarkedGroup, touchMembers } from './touch-members.js';
import { type MarkedPerson, touchPeople } from './touch-people.js';
import { usesGroups } from './uses-groups.js';

export interface ExpandOptions {
  readonly marks: MarkStore;
  /** None for a directory: its marks go, since an application that comes later is filled from the whole directory. */
  readonly runtimes: readonly Runtime[];
  readonly signal: AbortSignal;
  /** Links were touched. */
  onExpanded?(): void;
}

const marksAtOnce = 500;

/**
 * Turns marks into due links, oldest first, outside any request: "this resource changed" becomes "these links may differ". Repeating
 * it does no harm, so a crash at any point only means that some of it is done again. A long walk over a group's members lets whoever
 * changed meanwhile pass after every page: a leaver does not wait for a renamed group of 70,000.
 */
export async function expandMarks(options: ExpandOptions): Promise<void> {
  const { marks, signal } = options;
  for (;;) {
    await expandSelves(options);
    if (signal.aborted) return;
    const [mark] = await marks.list(1, 'members');
    if (mark === undefined) return;
    await expandMembers(options, mark);
  }
}

/** Everybody who changed themselves, and nobody's members. */
export async function expandSelves({ marks, runtimes, signal, onExpanded }: ExpandOptions): Promise<void> {
  while (!signal.aborted) {
    const pending = await marks.list(marksAtOnce, 'self');
    if (pending.length === 0) return;
    for (const directory of new Set(pending.map((mark) => mark.directory))) {
      const own = pending.filter((mark) => mark.directory === directory);
      const present = inDirectory(runtimes, directory);
      await observed(present, own, () => touchSelves(present, own));
    }
    await marks.remove(pending.map((mark) => mark.seq));
    onExpanded?.();
    // What came meanwhile was hinted at, and is taken together by the next round.
    if (pending.length < marksAtOnce) return;
  }
}

/**
 * A group that was renamed or deleted, or moved into or out of another, reaches everybody in it and in the groups within it, page by
 * page; a restart goes on behind the last page of the group's own members.
 */
async function expandMembers(options: ExpandOptions, mark: PendingMark): Promise<void> {
  const { marks, signal, onExpanded } = options;
  const runtimes = inDirectory(options.runtimes, mark.directory).filter(
    (runtime) => usesGroups(runtime) || runtime.groups !== undefined,
  );
  for (const runtime of runtimes) await bindGroups(runtime);
  const [first] = runtimes;
  const { origin } = mark;
  if (first !== undefined) {
    for (const { groups } of runtimes) if (groups !== undefined) await touchMembers(groups, [mark]);
    for await (const { resources: members, last } of memberPages(first, mark.id, mark.after)) {
      const resources = origin === undefined ? members : members.map((one) => ({ ...one, origin }));
      await observed(runtimes, [mark], async () => {
        for (const runtime of runtimes) await touchInGroup(runtime, resources);
      });
      if (last !== undefined) await marks.advance(mark.seq, last);
      onExpanded?.();
      await expandSelves(options);
      if (signal.aborted) return;
    }
  }
  await marks.remove([mark.seq]);
}

async function touchInGroup(runtime: Runtime, people: readonly TouchedResource[]): Promise<void> {
  if (usesGroups(runtime)) await touch(runtime, people);
  if (runtime.groups === undefined) return;
  await touchMembers(runtime.groups, people);
}

/** All runtimes have the same observer. */
function observed(
  [runtime]: readonly Runtime[],
  marks: readonly PendingMark[],
  work: () => Promise<void>,
): Promise<void> {
  return runtime === undefined ? work() : runtime.observer.expand(marks, work);
}

function inDirectory(runtimes: readonly Runtime[], directory: string): readonly Runtime[] {
  return runtimes.filter((runtime) => runtime.scope.directory === directory);
}

async function touchSelves(runtimes: readonly Runtime[], marks: readonly PendingMark[]): Promise<void> {
  const [first] = runtimes;
  if (first === undefined) return;
  const groupMarks = marks.filter((mark) => mark.type === 'Group');
  if (groupMarks.length > 0) for (const runtime of runtimes) await bindGroups(runtime);
  const present: MarkedPerson[] = [];
  const deleted: PendingMark[] = [];
  // Of several marks of one person the last one tells.
  const users = new Map(marks.filter((mark) => mark.type === 'User').map((mark) => [mark.id, mark]));
  const found = await Promise.all(
    [...users.values()].map(
      async (mark) => [mark, await first.store.resources.find(first.scope, 'User', mark.id)] as const,
    ),
  );
  for (const [mark, resource] of found) {
    if (resource === undefined) deleted.push(mark);
    else present.push({ resource, ...(mark.origin !== undefined && { origin: mark.origin }) });
  }
  for (const runtime of runtimes) {
    await touchPeople(runtime, present);
    await touchDeleted(runtime, deleted);
    if (runtime.groups === undefined) continue;
    for (const { id, origin } of groupMarks) await touchMarkedGroup(runtime.groups, id, origin);
    // A group may stand in another, too: one that returns brings along where it stood.
    await touchMembers(runtime.groups, marks);
  }
}

/** Who is gone from the directory matters only where a link stands. */
async function touchDeleted(runtime: Runtime, marks: readonly PendingMark[]): Promise<void> {
  for (const { id, origin } of marks) {
    const link = await runtime.store.links.find(runtime.name, id);
    if (link === undefined) continue;
    await touch(runtime, [{ ...leaving(link, origin), leftAt: runtime.now() }], { onlyExisting: true });
  }
}
