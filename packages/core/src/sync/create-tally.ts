import { limitOf, usesOf } from './create-guard.js';
import type { SyncItem } from './orchestrator.js';
import type { Plan } from './plan.js';
import type { Runtime } from './runtime.js';

/** Counts what would be done, and what of it guards would hold back. */
export function createTally(runtime: Runtime) {
  const counts: Partial<Record<SyncItem['action'], number>> = {};
  const uses = new Map<string, { readonly use: ReturnType<typeof usesOf>[number]; number: number }>();
  const { guards } = runtime.application.policy;
  return {
    counts,
    add(item: SyncItem, plan: Plan): void {
      counts[item.action] = (counts[item.action] ?? 0) + 1;
      if (item.action !== plan.action) return;
      for (const use of usesOf(plan, runtime, guards)) {
        const known = uses.get(use.kind) ?? { use, number: 0 };
        known.number += use.subjects?.length ?? 1;
        uses.set(use.kind, known);
      }
    },
    /** "60 deactivations, at most 50 within 24 h: 10 would wait for a person". */
    async warnings(): Promise<readonly string[]> {
      const {
        linked = 0,
        parked = 0,
        held = 0,
        tombstone = 0,
      } = await runtime.store.links.countByState(runtime.name, 'User');
      const warnings: string[] = [];
      for (const { use, number } of uses.values()) {
        const limit = limitOf(use, linked + parked + held + tombstone);
        if (limit === undefined) continue;
        const since = runtime.now() - guards.window;
        const spent = await runtime.store.guards.count(`application:${runtime.name}`, use.kind, since);
        const room = Math.max(0, limit - spent);
        if (number > room)
          warnings.push(
            `${number} ${use.what}, and room for ${room} (at most ${limit} in the window): ${number - room} would wait for a person`,
          );
      }
      return warnings;
    },
  };
}
