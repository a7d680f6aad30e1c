import type { GuardPolicy } from './application.js';
import { countGuarded } from './count-guarded.js';
import type { Decided } from './decide-page.js';
import { operationOf } from './describe-plan.js';
import { guardUses, limitOf, type Use } from './guard-uses.js';
import { isApproved } from './is-approved.js';
import { listEmptyGroups } from './list-empty-groups.js';
import type { SyncItem } from './orchestrator.js';
import { ownerOf } from './owner-of.js';
import type { Runtime } from './runtime.js';

interface Counted {
  readonly scope: string;
  readonly window: number;
  readonly use: Use;
  number: number;
}

/** Counts what would be done, and what of it guards would hold back. */
export function createTally(runtime: Runtime) {
  const counts: Partial<Record<SyncItem['action'], number>> = {};
  const uses = new Map<string, Counted>();
  const { guards } = runtime.application.policy;

  function note(scope: string, { window }: GuardPolicy, use: Use): void {
    const key = `${scope} ${use.kind}`;
    const known = uses.get(key) ?? { scope, window, use, number: 0 };
    known.number += use.subjects?.length ?? 1;
    uses.set(key, known);
  }

  return {
    counts,
    async add({ item, view, person: { link } }: Pick<Decided, 'item' | 'view' | 'person'>): Promise<void> {
      counts[item.action] = (counts[item.action] ?? 0) + 1;
      const { plan } = view;
      if (item.action !== plan.action || operationOf(plan) === undefined) return;
      const empty = await listEmptyGroups(runtime, view);
      const spent = guardUses(plan, empty, runtime, guards).filter(
        ({ guard, within }) => !isApproved(link, guard, within),
      );
      if (spent.length === 0) return;
      for (const use of spent) note(`application:${runtime.name}`, guards, use);
      const client = await ownerOf(runtime, link, view);
      if (client === undefined) return;
      const others = runtime.guardsOf(client);
      for (const use of guardUses(plan, empty, runtime, others))
        if (!isApproved(link, use.guard, use.within)) note(`client:${client}`, others, use);
    },
    /** "60 deactivations, and room for 50 (at most 50 in the window): 10 would wait for a person". */
    async warnings(): Promise<readonly string[]> {
      const worst = new Map<string, { readonly held: number; readonly text: string }>();
      for (const { scope, window, use, number } of uses.values()) {
        const limit = limitOf(use, await countGuarded(runtime, scope));
        if (limit === undefined) continue;
        const spent = await runtime.store.guards.count(scope, use.kind, runtime.now() - window);
        const room = Math.max(0, limit - spent);
        if (number <= room) continue;
        const held = number - room;
        // Of the application's budget and the client's, the smaller one says all.
        if ((worst.get(use.kind)?.held ?? 0) >= held) continue;
        const whose = scope.startsWith('client:') ? ` for ${scope.replace(':', ' ')}` : '';
        const text = `${number} ${use.what}, and room for ${room} (at most ${limit} in the window${whose}): ${held} would wait for a person`;
        worst.set(use.kind, { held, text });
      }
      return [...worst.values()].map(({ text }) => text);
    },
  };
}
