import type { ApplicationRecord, Link, LinkState, Run, Store } from '@linkspan/core';
import { describeSkipped } from './describe-skipped.js';
import { readSchedules, type ScheduleStatus } from './read-schedules.js';
import { readTwoWay, type TwoWayLine } from './read-two-way.js';

export interface ConfiguredApplication {
  readonly name: string;
  readonly enabled: boolean;
  readonly directory: string;
  readonly connector: string;
  /** Milliseconds from one pull to the next; `undefined`: only when a webhook says so. Absent where nothing comes back. */
  readonly twoWay?: { readonly poll?: number };
  readonly schedules: readonly {
    readonly cron: string;
    readonly timezone?: string;
    readonly mode: 'changes' | 'full';
  }[];
}

export interface Counted {
  readonly text: string;
  readonly links: number;
}

/** What `linkspan status` tells of one application. */
export interface ApplicationStatus
  extends Omit<ConfiguredApplication, 'schedules' | 'twoWay'>,
    Pick<ApplicationRecord, 'halted' | 'pausedUntil' | 'lastFailure' | 'quarantine' | 'scopeFrozen'> {
  /** It is being filled from the directory. */
  readonly filling: boolean;
  /** People's links by state, and groups'. */
  readonly counts: Readonly<Partial<Record<LinkState, number>>>;
  readonly groups: Readonly<Partial<Record<LinkState, number>>>;
  readonly due: number;
  /** Changed and not worked on since, whether due or not. */
  readonly stale: number;
  /** Links that an operator should look at, or those of the state asked for. */
  readonly links: readonly LinkStatus[];
  /** What finished links leave open ("partly: …"), with how many say so. */
  readonly remarks: readonly Counted[];
  /** What is not done because an operation is switched off. */
  readonly skipped: readonly Counted[];
  /** How many wait for a person, by guard; `withheld` is what adopted accounts keep. */
  readonly holds: Readonly<Record<string, number>>;
  /** Whose account is still open, and since when the first of them is to leave (milliseconds since 1970). */
  readonly leavers?: { readonly open: number; readonly since: number };
  /** Where two-way sync stands, by the type of account; absent where nothing comes back. */
  readonly twoWay?: readonly TwoWayLine[];
  readonly underWay: readonly Run[];
  readonly schedules: readonly ScheduleStatus[];
}

export type LinkStatus = Pick<
  Link,
  | 'label'
  | 'type'
  | 'resourceId'
  | 'state'
  | 'reason'
  | 'accountId'
  | 'lastError'
  | 'errorKind'
  | 'attempts'
  | 'withheld'
>;

const pageSize = 1_000;
const mostUnderWay = 10;
const waitsForSomebody: ReadonlySet<LinkState> = new Set(['parked', 'held', 'creating']);

export async function readStatus(
  { applications, links, runs, newcomers }: Pick<Store, 'applications' | 'links' | 'runs' | 'newcomers'>,
  { schedules, twoWay, ...application }: ConfiguredApplication,
  state?: LinkState,
): Promise<ApplicationStatus> {
  const { name } = application;
  const { halted, pausedUntil, lastFailure, fillAfter, quarantine, scopeFrozen, back } = await applications.get(name);
  const { due: duePeople = 0, ...counts } = await links.countByState(name, 'User');
  const { due: dueGroups = 0, ...groups } = await links.countByState(name, 'Group');
  const tally = createTally(state);
  for (let after: string | undefined; ; ) {
    const page = await links.list({
      application: name,
      ...(state !== undefined && { states: [state] }),
      ...(after !== undefined && { after }),
      limit: pageSize,
    });
    for (const link of page) tally.add(link);
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  const { conflicts, ...noted } = tally.read();
  return {
    ...application,
    ...(halted && { halted }),
    ...(pausedUntil !== undefined && { pausedUntil }),
    ...(lastFailure && { lastFailure }),
    ...(quarantine && { quarantine }),
    ...(scopeFrozen && { scopeFrozen }),
    filling: fillAfter !== undefined,
    counts,
    groups,
    due: duePeople + dueGroups,
    ...noted,
    ...(twoWay && { twoWay: await readTwoWay({ links, newcomers }, name, { ...twoWay, back, conflicts }) }),
    underWay: await runs.list({ application: name, state: 'running', limit: mostUnderWay }),
    schedules: await readSchedules(runs, name, schedules),
  };
}

function createTally(state: LinkState | undefined) {
  const links: LinkStatus[] = [];
  const [remarks, skipped, holds] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const conflicts = new Map<string, number>();
  let stale = 0;
  let open = 0;
  let since = Number.POSITIVE_INFINITY;
  return {
    add(link: Link): void {
      const { hold, withheld, leftAt, closedAt, reason } = link;
      if (link.stale) stale += 1;
      if (hasOpenConflict(link)) count(conflicts, link.type);
      if (hold && !hold.rejected) count(holds, hold.guard);
      else if (withheld) count(holds, 'withheld');
      if (leftAt !== undefined && closedAt === undefined && link.accountId !== undefined) {
        open += 1;
        since = Math.min(since, leftAt);
      }
      if (state !== undefined || needsLook(link)) {
        links.push(describe(link));
        return;
      }
      if (link.skipped !== undefined) count(skipped, describeSkipped(link.skipped, link));
      // What is closed and not deleted may be closed "partly" only.
      if (reason !== undefined && (link.skipped === undefined || link.skipped === 'delete')) count(remarks, reason);
    },
    read: () => ({
      links,
      stale,
      remarks: toCounted(remarks),
      skipped: toCounted(skipped),
      holds: Object.fromEntries(holds),
      conflicts: Object.fromEntries(conflicts),
      ...(open > 0 && { leavers: { open, since } }),
    }),
  };
}

function hasOpenConflict({ back }: Link): boolean {
  return Object.values(back?.conflicts ?? {}).some(({ take }) => take === undefined);
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function toCounted(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts].map(([text, number]) => ({ text, links: number }));
}

function needsLook({ state, withheld, lastError, dueAt }: Link): boolean {
  return waitsForSomebody.has(state) || withheld !== undefined || (lastError !== undefined && dueAt !== undefined);
}

function describe(link: Link): LinkStatus {
  const { label, type, resourceId, state, reason, accountId, lastError, errorKind, attempts, withheld } = link;
  return {
    label,
    type,
    resourceId,
    state,
    attempts,
    ...(reason !== undefined && { reason }),
    ...(accountId !== undefined && { accountId }),
    ...(lastError !== undefined && { lastError }),
    ...(errorKind !== undefined && { errorKind }),
    ...(withheld !== undefined && { withheld }),
  };
}
