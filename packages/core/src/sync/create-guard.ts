import type { Hold, Link } from '../store/link.js';
import type { Budget, GuardPolicy, Way } from './application.js';
import { describePlan, digestOfPlan, operationOf } from './describe-plan.js';
import { findFlip } from './find-flip.js';
import type { Plan } from './plan.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';

/** What a plan would use up of the budgets. */
export interface Use {
  /** What it is counted as. */
  readonly kind: string;
  /** What an operator approves: `wipe` for every `wipe:title`. */
  readonly guard: string;
  readonly budget: Budget;
  /** Fewer than these are never too many, however small the directory. */
  readonly least: number;
  readonly what: string;
}

export interface Guard {
  /** Why a plan has to wait for a person; `undefined`: it is counted, and may be done. */
  holdBack(link: Link, view: View, way: Way): Promise<Hold | undefined>;
}

const cacheTime = 10_000;

/** One at a time: two workers must not share the last of a budget. */
export function createGuard(runtime: Omit<Runtime, 'guard'>): Guard {
  const { store, application } = runtime;
  let last: Promise<unknown> = Promise.resolve();
  const bases = new Map<string, { readonly at: number; readonly base: number }>();

  async function remembered(key: string, read: () => Promise<number>): Promise<number> {
    const known = bases.get(key);
    if (known !== undefined && runtime.now() - known.at < cacheTime) return known.base;
    const base = await read();
    bases.set(key, { at: runtime.now(), base });
    return base;
  }

  const linkedPeople = () =>
    remembered('application', async () => {
      const { linked = 0, parked = 0, held = 0, tombstone = 0 } = await store.links.countByState(runtime.name);
      return linked + parked + held + tombstone;
    });
  const directoryPeople = () =>
    remembered('client', async () => {
      const query = { type: 'User', startIndex: 1, count: 0 };
      return (await store.resources.query(runtime.scope, query)).total;
    });

  async function hasRoom(
    scope: string,
    guards: GuardPolicy,
    use: Use,
    link: Link,
    people: () => Promise<number>,
  ): Promise<string | undefined> {
    const limit = limitOf(use, use.budget.percent === undefined ? 0 : await people());
    if (limit === undefined) return undefined;
    const now = runtime.now();
    const terms = { at: now, since: now - guards.window, limit };
    if (await store.guards.take(scope, use.kind, link.resourceId, terms)) return undefined;
    return `more than ${limit} ${use.what} within ${describeTime(guards.window)} for ${scope.replace(':', ' ')}`;
  }

  /** Somebody left when nobody might do by this way what it would do now. */
  async function isBacklog(link: Link, plan: Plan, way: Way): Promise<boolean> {
    if (way === 'manual' || link.skipped === undefined) return false;
    // Where neither was allowed, what was skipped is the deactivation.
    const skipped = plan.action === 'remove' ? ['deactivate', 'delete'] : ['deactivate'];
    const operation = plan.action === 'reactivate' ? undefined : operationOf(plan);
    if (operation === undefined || !skipped.includes(link.skipped)) return false;
    const { allowedSince } = await store.applications.get(runtime.name);
    return (link.leftAt ?? 0) < (allowedSince?.[way][operation] ?? runtime.now());
  }

  async function judge(link: Link, view: View, way: Way): Promise<Hold | undefined> {
    const { plan } = view;
    if (link.hold?.guard === 'undo' && link.approved !== 'undo' && !leftSince(link, link.hold.since, plan))
      return link.hold;
    const operation = operationOf(plan);
    if (operation === undefined) return undefined;
    const hold = (guard: string, reason: string): Hold => {
      const decision = digestOfPlan(link, plan);
      const same = link.hold?.digest === decision && link.hold.guard === guard ? link.hold : undefined;
      const { fields } = describePlan(link, plan);
      return (
        same ?? {
          guard,
          action: plan.action,
          reason,
          since: runtime.now(),
          digest: decision,
          ...(fields && { fields }),
        }
      );
    };
    if (link.approved !== 'backlog' && (await isBacklog(link, plan, way)))
      return hold('backlog', `needed since the operation ${link.skipped} was switched off: a person starts it`);
    const flip = plan.action === 'update' ? findFlip(link.flips, plan.change, runtime.now()) : undefined;
    if (flip !== undefined && link.approved !== 'flip')
      return hold('flip', `${flip} goes back and forth between the same values: something else writes it, too`);
    const client = view.resource?.owner ?? (await ownerOfDeleted(runtime, link));
    for (const use of usesOf(plan, runtime, application.policy.guards)) {
      if (link.approved === use.guard) continue;
      const scope = `application:${runtime.name}`;
      const reason = await hasRoom(scope, application.policy.guards, use, link, linkedPeople);
      if (reason !== undefined) return hold(use.guard, reason);
    }
    if (client === undefined) return undefined;
    const guards = runtime.guardsOf(client);
    for (const use of usesOf(plan, runtime, guards)) {
      if (link.approved === use.guard) continue;
      const reason = await hasRoom(`client:${client}`, guards, use, link, directoryPeople);
      if (reason !== undefined) return hold(use.guard, reason);
    }
    return undefined;
  }

  return {
    holdBack(link, view, way) {
      const turn = last.then(() => judge(link, view, way));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

export function usesOf(
  plan: Plan,
  runtime: Pick<Runtime, 'rolesField' | 'privilegedRoles'>,
  guards: GuardPolicy,
): readonly Use[] {
  if (plan.action === 'deactivate')
    return [{ kind: 'deactivate', guard: 'deactivate', budget: guards.deactivate, least: 3, what: 'deactivations' }];
  if (plan.action === 'remove')
    return [{ kind: 'delete', guard: 'delete', budget: guards.delete, least: 1, what: 'deletions' }];
  const uses: Use[] = [];
  if (grantsPrivilege(plan, runtime))
    uses.push({
      kind: 'privileged',
      guard: 'privileged',
      budget: guards.privileged,
      least: 1,
      what: 'grants of a privileged role',
    });
  if (plan.action !== 'update') return uses;
  if (Object.keys(plan.change.removed).length > 0)
    uses.push({
      kind: 'role-loss',
      guard: 'role-loss',
      budget: guards.deactivate,
      least: 3,
      what: 'people who lose a role',
    });
  for (const field of plan.change.cleared)
    uses.push({
      kind: `wipe:${field}`,
      guard: 'wipe',
      budget: guards.wipe,
      least: 3,
      what: `people whose ${field} is cleared`,
    });
  return uses;
}

function grantsPrivilege(
  plan: Plan,
  { rolesField, privilegedRoles }: Pick<Runtime, 'rolesField' | 'privilegedRoles'>,
): boolean {
  if (rolesField === undefined) return false;
  const granted =
    plan.action === 'update'
      ? plan.change.added[rolesField]
      : plan.action === 'create'
        ? plan.fields[rolesField]
        : undefined;
  return Array.isArray(granted) && granted.some((role) => privilegedRoles.includes(String(role)));
}

/** `undefined`: there is no bound. */
export function limitOf(
  { budget: { count, percent }, least }: Pick<Use, 'budget' | 'least'>,
  people: number,
): number | undefined {
  const share = percent === undefined ? undefined : Math.max(least, Math.floor((people * percent) / 100));
  if (count === undefined) return share;
  return share === undefined ? count : Math.min(count, share);
}

/** Who deleted a person is in the journal: the resource is gone. */
async function ownerOfDeleted({ store }: Pick<Runtime, 'store'>, { resourceId }: Link): Promise<string | undefined> {
  const [line] = await store.journal.list({ resourceId, action: 'delete', limit: 1 });
  return line?.actor.startsWith('client:') ? line.actor.slice('client:'.length) : undefined;
}

/** Who left after a run was undone leaves all the same. */
function leftSince({ leftAt }: Link, since: number, { action }: Plan): boolean {
  return leftAt !== undefined && leftAt > since && (action === 'deactivate' || action === 'remove');
}

function describeTime(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
