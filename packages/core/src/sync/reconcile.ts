import { ConnectorError } from '../connector/connector-error.js';
import type { Lease, Link, LinkFacts } from '../store/link.js';
import type { Operations, Way } from './application.js';
import { describePlan, operationOf } from './describe-plan.js';
import type { AccountFinder } from './find-account.js';
import { vendorFinder } from './find-account.js';
import { leaverClock } from './leaver-clock.js';
import type { SyncItem } from './orchestrator.js';
import { heldBack, type PerformContext, perform } from './perform.js';
import type { Plan } from './plan.js';
import { planFor, readView, type View, type ViewContext } from './read-view.js';
import { type Recorded, recordStep } from './record-step.js';
import type { Runtime } from './runtime.js';
import { settleError } from './settle-error.js';
import { applyFacts, noError, type Step } from './step.js';

export interface ReconcileOptions {
  readonly way: Way;
  readonly operations: Operations;
  readonly lease: Lease;
  readonly signal: AbortSignal;
  /** A listing that serves a whole run; absent: the vendor is asked. */
  readonly finder?: AccountFinder;
  /** An operator asked for this person: an account that is gone is made anew. */
  readonly recreate?: boolean;
  /** What a listing showed of the account. */
  readonly observed?: LinkFacts;
  /** Read after the link was claimed. */
  readonly context: ViewContext;
  /** The application is asked nothing more for this link; what is left is to record it. */
  onAnswered?(): void;
  /** Whether the application has answered for anybody else since then. */
  answeredOthersSince?(time: number): boolean;
}

/** What became of one link, for the report and for the application's health. */
export interface Settlement {
  readonly item: SyncItem;
  /** `healthy`: the application answered. `failing`: it did not; `pause` is how long it asked to be left alone. `idle`: it was not asked. */
  readonly health: 'healthy' | 'failing' | 'halted' | 'idle';
  readonly pause?: number;
  readonly image?: Step['image'];
  /** Of a leaver whose account was seen closed: milliseconds since the directory's word. */
  readonly closedAfter?: number;
}

/** Milliseconds. A site that moves is noticed within this time, and a run does not ask before each person. */
const siteProofAge = 10_000;

/** A plan needs at most: look, create, reactivate, update, and one to see that nothing is left. */
const mostSteps = 8;

/** Another worker has taken the link over. Nothing more may be written. */
class LeaseLost extends Error {}

/**
 * Makes one account agree with the directory as it is now: read, plan, act, record, until nothing is left to do. The link is
 * leased to the caller; whatever happens, it is released or left to its lease.
 */
export function reconcile(runtime: Runtime, claimed: Link, options: ReconcileOptions): Promise<Settlement> {
  return runtime.observer.reconcile(claimed, options.way, () => settle(runtime, claimed, options));
}

async function settle(runtime: Runtime, claimed: Link, options: ReconcileOptions): Promise<Settlement> {
  let link = claimed;
  let done: Done | undefined;
  let closedAfter: number | undefined;
  let seen = false;
  /** Of a group: whom the vendor does not let go. */
  const kept: string[] = [];
  let after: string | undefined;
  const save = async (step: Recorded) => {
    if (!(await recordStep(runtime, link, options.lease, step))) throw new LeaseLost();
    link = applyFacts(link, step.facts);
  };
  /** What was looked into, or found on the way. */
  const heed = ({ look }: Pick<Step, 'look'>) => {
    if (look === undefined) return;
    const { look: _, ...without } = link;
    seen ||= look === 'seen';
    link = look === 'seen' ? without : { ...link, look };
  };
  // Where nothing is automatic, what is not settled waits for the next pass instead of a time.
  const byItself = runtime.application.policy.automatic !== false;
  const release = async (step: Recorded & Pick<Step, 'dueAt' | 'look'>, attempts: number, failed = false) => {
    const due = step.dueAt === undefined ? {} : byItself ? { dueAt: step.dueAt } : { stale: true as const };
    // A look alone is no pass: what was stale before it waits for one as it did.
    const waits = !byItself && options.way === 'automatic' && claimed.stale && { stale: true as const };
    const looked = claimed.look !== undefined && (!failed || seen || step.look === 'seen') && { looked: true as const };
    const released = { ...step, release: { ...due, ...waits, ...looked, attempts } };
    if (!(await recordStep(runtime, link, options.lease, released))) throw new LeaseLost();
  };
  const context: PerformContext = {
    runtime,
    finder: options.finder ?? vendorFinder(runtime.accounts),
    signal: options.signal,
    save: (facts, journal, memberships) =>
      save({ facts, ...(journal && { journal }), ...(memberships && { memberships }) }),
    requireSite: (asked) => runtime.site.require(options.signal, asked?.now ? 0 : siteProofAge),
    answeredOthersSince: options.answeredOthersSince ?? (() => false),
  };
  try {
    if (options.observed !== undefined) await save({ facts: options.observed });
    if (options.recreate === true && link.back?.released) await save({ facts: { back: null } });
    for (let count = 0; count < mostSteps; ) {
      const view = await readView(runtime, link, options.context, after);
      const clock = await leaverClock(runtime, link, view);
      // A group's members go page by page, however many there are.
      if (view.plan.action !== 'members') count += 1;
      let step: Step;
      try {
        if (kept.length > 0 && view.plan.action !== 'members') throw keptError(kept);
        const hold = view.plan.action === 'merge' ? undefined : await runtime.guard.holdBack(link, view, options.way);
        step = hold === undefined ? await perform(context, link, view) : heldBack(context, link, hold);
      } catch (error) {
        if (error instanceof LeaseLost) throw error;
        const settled = await settleError(context, link, view, error, options.recreate === true).catch(
          (second: unknown) => {
            // On the way to judge one failure another came, such as the site not being the one: that is the one to judge.
            return settleError(context, link, view, second, false);
          },
        );
        const told = { ...settled.step, facts: { ...clock, ...settled.step.facts } };
        if (told.again) {
          await save(told);
          heed(told);
          continue;
        }
        await release(told, settled.attempts, true);
        return settled.settlement;
      }
      step = { ...step, facts: { ...clock, ...step.facts } };
      if (typeof step.facts.closedAt === 'number') closedAfter = sinceWord(applyFacts(link, step.facts));
      if (!step.again) {
        options.onAnswered?.();
        await release(step, step.attempts ?? 0);
        return {
          item: itemOf(link, done ?? { link, plan: view.plan }, view.plan, step),
          health: done === undefined ? 'idle' : 'healthy',
          ...(done?.image && { image: done.image }),
          ...(closedAfter !== undefined && { closedAfter }),
        };
      }
      if (done === undefined || done.plan.action === 'reread' || done.plan.action === 'merge')
        done = { link, plan: view.plan, ...(step.image && { image: step.image }) };
      // What a person approved is spent with the action, not with looking what became of an earlier one.
      const goesOn = view.plan.action === 'members' && view.plan.changes.more;
      const spent = operationOf(view.plan) === undefined || goesOn ? {} : { approved: null, skipped: null, hold: null };
      step = { ...step, facts: { ...noError, lastDoneAt: runtime.now(), ...spent, ...step.facts } };
      heed(step);
      const ended = await endWith(context, link, view, step, options.operations);
      if (ended !== undefined) {
        options.onAnswered?.();
        await release(ended.step, 0);
        return {
          item: itemOf(applyFacts(link, step.facts), done, ended.plan, ended.step),
          health: 'healthy',
          ...(done.image && { image: done.image }),
          ...(closedAfter !== undefined && { closedAfter }),
        };
      }
      await save(step);
      if (step.kept === undefined) continue;
      kept.push(...step.kept.told);
      after = step.kept.after;
    }
    throw new Error(`"${claimed.label}" came to no rest after ${mostSteps} steps`);
  } catch (error) {
    if (error instanceof LeaseLost) return lost(link);
    throw error;
  }
}

/** Everybody else was taken out by now. */
function keptError(kept: readonly string[]): ConnectorError {
  const [first] = kept;
  const others = kept.length > 1 ? `, and ${kept.length - 1} more` : '';
  return new ConnectorError('invalid', `it keeps members who are to be taken out: ${first}${others}`);
}

/**
 * Where nothing is left to do after a step, what it learned and the end of the work are recorded at once. The person is not read again
 * for this: whoever changed meanwhile has a mark or a touched link, which stays due. Before anything more is done they are.
 */
async function endWith(
  context: PerformContext,
  before: Link,
  view: View,
  { facts, journal }: Step,
  operations: Operations,
): Promise<{ readonly plan: Plan; readonly step: Step } | undefined> {
  // What is open of its members may be more by now.
  if (context.runtime.type === 'Group') return undefined;
  const link = applyFacts(before, facts);
  const plan = planFor(context.runtime, link, view, operations);
  if (plan.action !== 'none' && plan.action !== 'wait') return undefined;
  const clock = await leaverClock(context.runtime, link, view);
  const rest = await perform(context, link, { ...view, plan });
  return { plan, step: { ...rest, facts: { ...facts, ...clock, ...rest.facts }, ...(journal && { journal }) } };
}

/** The leaver's clock, stopped. */
function sinceWord({ leftAt, closedAt }: Link): number | undefined {
  return leftAt === undefined || closedAt === undefined ? undefined : closedAt - leftAt;
}

/** What was done first, on the link as it was. */
interface Done {
  readonly link: Link;
  readonly plan: Plan;
  readonly image?: Step['image'];
}

/** What is told is what was done first (`create`), or why nothing was. */
function itemOf(link: Link, told: Done, last: Plan, step: Step): SyncItem {
  const { state } = step.facts;
  const { action: planned } = told.plan;
  const adopted = planned === 'create' && link.matchedBy !== undefined && link.matchedBy !== 'created';
  const action =
    state === 'parked'
      ? 'park'
      : step.facts.hold
        ? 'hold'
        : planned === 'look'
          ? 'create'
          : planned === 'reread'
            ? 'none'
            : adopted
              ? 'adopt'
              : planned;
  const waits = action === 'park' || action === 'hold';
  const reason = waits ? (step.facts.reason ?? last.reason) : planned === last.action ? last.reason : told.plan.reason;
  return {
    resourceId: link.resourceId,
    label: link.label,
    action,
    reason,
    ...(link.accountId !== undefined && { accountId: link.accountId }),
    ...describePlan(told.link, told.plan),
  };
}

function lost(link: Link): Settlement {
  const reason = 'another worker has taken this person over';
  return { item: { resourceId: link.resourceId, label: link.label, action: 'error', reason }, health: 'idle' };
}
