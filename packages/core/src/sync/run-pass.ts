import type { RunItem } from '../store/run-store.js';
import { listingPays, openAccountSource } from './account-source.js';
import type { Operations, Way } from './application.js';
import { compareWith } from './back/compare-listing.js';
import { readBackState } from './back/pull-changes.js';
import { type Decided, decidePage } from './decide-page.js';
import type { SyncItem } from './orchestrator.js';
import { type People, type PeopleCursor, peoplePages } from './people-pages.js';
import { readViewContext } from './read-view.js';
import type { Runtime } from './runtime.js';
import type { Listing } from './take-listing.js';
import { countUnmanaged } from './unmanaged-pages.js';
import { workPage } from './work-page.js';

export interface PassOptions {
  readonly way: Way;
  readonly operations: Operations;
  readonly people: People;
  /** Beside a listing of the application. */
  readonly full: boolean;
  readonly dryRun: boolean;
  /** The operator asked for these people: an account that is gone is made anew. */
  readonly recreate: boolean;
  readonly from?: PeopleCursor;
  readonly signal: AbortSignal;
  /** Dry: what would be done. */
  onDecided?(decided: Decided): void | Promise<void>;
  /** Wet: what was done. */
  onDone?(item: SyncItem, image: Pick<RunItem, 'before' | 'after' | 'identity'>): void;
  /** After each page. */
  onPage?(page: { readonly seen: number; readonly cursor: PeopleCursor }): Promise<void>;
}

export interface PassReport {
  /** Why it ended early. */
  readonly stopped?: string;
  /** Of a full pass: how many accounts nobody in the directory owns. */
  readonly unmanaged?: number;
}

/**
 * One pass over people, and then over the groups that the application has, where those are meant: what is decided about each, and,
 * unless it is dry, done. Memory does not grow with their number.
 */
export async function runPass(runtime: Runtime, options: PassOptions): Promise<PassReport> {
  const { people, from } = options;
  const { groups } = runtime;
  const ofGroups = groupsMeant(people);
  const atGroups = from?.of === 'Group';
  const report = atGroups ? {} : await passOver(runtime, options);
  if (groups === undefined || ofGroups === undefined || report.stopped !== undefined) return report;
  const { onPage, from: _, ...rest } = options;
  const { stopped } = await passOver(groups, {
    ...rest,
    people: ofGroups,
    ...(atGroups && { from }),
    onPage: async ({ seen, cursor }) => onPage?.({ seen, cursor: { ...cursor, of: 'Group' } }),
  });
  return { ...report, ...(stopped !== undefined && { stopped }) };
}

function groupsMeant(people: People): People | undefined {
  switch (people.kind) {
    case 'everybody':
    case 'stale':
      return people;
    case 'named':
      return people.groups && people.groups.length > 0 ? { kind: 'named', ids: people.groups } : undefined;
    case 'matching':
      return undefined;
  }
}

async function passOver(runtime: Runtime, options: PassOptions): Promise<PassReport> {
  const { people, signal } = options;
  const many = people.kind === 'named' ? people.ids.length >= listingPays : people.kind !== 'stale';
  const lists = options.full || (many && (options.dryRun || people.kind === 'named'));
  const { listing, finder } = await openAccountSource(runtime, { lists, signal });
  try {
    if (options.full && !options.dryRun && listing !== undefined) await lookForNews(runtime, listing);
    const context = await readViewContext(runtime, options.operations);
    for await (const { people: page, cursor } of peoplePages(runtime, people, options.from)) {
      if (signal.aborted) return { stopped: 'it was broken off' };
      const decided = await decidePage(runtime, page, { ...options, context, finder, listing });
      const stopped = options.dryRun
        ? await showPage(decided, options)
        : await workPage(runtime, decided, { ...options, finder, everyone: people.kind === 'named' });
      if (stopped !== undefined) return { stopped };
      if (signal.aborted) return { stopped: 'it was broken off' };
      await options.onPage?.({ seen: page.length, cursor });
    }
    return options.full && listing !== undefined ? { unmanaged: await countUnmanaged(runtime, listing) } : {};
  } finally {
    await listing?.end();
  }
}

/** What a listing shows of changes that come back is looked into with each person, before anything is set right. */
async function lookForNews(runtime: Runtime, listing: Listing): Promise<void> {
  if (runtime.back === undefined) return;
  const { baseline } = await readBackState(runtime);
  await compareWith(runtime, listing, baseline !== true);
}

async function showPage(decided: readonly Decided[], { onDecided, signal }: PassOptions): Promise<string | undefined> {
  for (const one of decided) {
    if (signal.aborted) return 'it was broken off';
    await onDecided?.(one);
  }
  return undefined;
}
