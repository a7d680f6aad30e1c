import type { GuardStore } from '../store/guard-store.js';
import type { Hold, Link } from '../store/link.js';
import type { GuardPolicy, Way } from './application.js';
import { countGuarded } from './count-guarded.js';
import { operationOf } from './describe-plan.js';
import { guardUses, limitOf, type Use } from './guard-uses.js';
import { isApproved } from './is-approved.js';
import { isBacklog } from './is-backlog.js';
import { listEmptyGroups } from './list-empty-groups.js';
import { ownerOf } from './owner-of.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';
import { holdOn, standingHold } from './standing-hold.js';

export interface Guard {
  /** Why a plan has to wait for a person; `undefined`: it is counted, and may be done. */
  holdBack(link: Link, view: View, way: Way): Promise<Hold | undefined>;
  /** Why a change that comes back from the application has to wait for a person; `undefined`: it is counted, and may be done. */
  findExcess(link: Link, use: Use): Promise<string | undefined>;
}

type Terms = Parameters<GuardStore['take']>[3];

const cacheTime = 10_000;

/** One at a time: two workers must not share the last of a budget. */
export function createGuard(runtime: Omit<Runtime, 'guard'>): Guard {
  const { store, application } = runtime;
  let last: Promise<unknown> = Promise.resolve();
  const bases = new Map<string, { readonly at: number; readonly base: number }>();

  async function remembered(scope: string): Promise<number> {
    const known = bases.get(scope);
    if (known !== undefined && runtime.now() - known.at < cacheTime) return known.base;
    const base = await countGuarded(runtime, scope);
    bases.set(scope, { at: runtime.now(), base });
    return base;
  }

  async function hasRoom(scope: string, guards: GuardPolicy, use: Use, link: Link): Promise<string | undefined> {
    const limit = limitOf(use, use.budget.percent === undefined ? 0 : await remembered(scope));
    if (limit === undefined) return undefined;
    const now = runtime.now();
    const terms = { at: now, since: now - guards.window, limit };
    const taken = await takeAll(scope, use, link, terms);
    if (taken) return undefined;
    return `more than ${limit} ${use.what} within ${describeTime(guards.window)} for ${scope.replace(':', ' ')}`;
  }

  async function takeAll(scope: string, { kind, subjects }: Use, link: Link, terms: Terms): Promise<boolean> {
    for (const subject of subjects ?? [link.resourceId])
      if (!(await store.guards.take(scope, kind, subject, terms))) return false;
    return true;
  }

  async function judge(link: Link, view: View, way: Way): Promise<Hold | undefined> {
    const { plan } = view;
    const backlog = await isBacklog(runtime, link, plan, way);
    const standing = standingHold(link, plan, { backlog, now: runtime.now() });
    if (standing !== undefined || operationOf(plan) === undefined) return standing;
    const empty = await listEmptyGroups(runtime, view);
    const client = await ownerOf(runtime, link, view);
    const scopes: (readonly [string, GuardPolicy])[] = [[`application:${runtime.name}`, application.policy.guards]];
    if (client !== undefined) scopes.push([`client:${client}`, runtime.guardsOf(client)]);
    for (const [scope, guards] of scopes) {
      for (const use of guardUses(plan, empty, runtime, guards)) {
        if (isApproved(link, use.guard, use.within)) continue;
        const reason = await hasRoom(scope, guards, use, link);
        if (reason !== undefined) return holdOn(link, plan, { guard: use.guard, reason, now: runtime.now() });
      }
    }
    return undefined;
  }

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    holdBack: (link, view, way) => inTurn(() => judge(link, view, way)),
    findExcess: (link, use) =>
      inTurn(() => hasRoom(`application:${runtime.name}`, application.policy.guards, use, link)),
  };
}

function describeTime(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`;
}
