import type { Run, RunPatch, RunStore } from '../run-store.js';
import { type MemoryState, nextId, nextNumber } from './memory-state.js';

export function createMemoryRunStore(state: MemoryState): RunStore {
  return {
    async begin(given) {
      const run: Run = { ...structuredClone(given), id: nextId(state) };
      state.runs.set(run.id, run);
      return run;
    },
    async update(id, patch) {
      const run = state.runs.get(id);
      if (run) state.runs.set(id, patchRun(run, patch));
    },
    async find(id) {
      return state.runs.get(id);
    },
    async list({ application, state: asked, before, limit }) {
      const matches = (run: Run) =>
        (application === undefined || run.application === application) &&
        (asked === undefined || run.state === asked) &&
        (before === undefined || run.id < before);
      return [...state.runs.values()].filter(matches).reverse().slice(0, limit);
    },
    async addItems(id, items) {
      const added = items.map((item) => ({ ...structuredClone(item), seq: nextNumber(state) }));
      state.runItems.set(id, [...(state.runItems.get(id) ?? []), ...added]);
    },
    async listItems(id, { after = 0, limit, resourceId }) {
      const items = state.runItems.get(id) ?? [];
      return items
        .filter((item) => item.seq > after && (resourceId === undefined || item.resourceId === resourceId))
        .slice(0, limit);
    },
    async takeOver(id, { before, now }) {
      const run = state.runs.get(id);
      if (run?.state !== 'running' || run.seenAt >= before) return false;
      state.runs.set(id, { ...run, seenAt: now });
      return true;
    },
  };
}

/** What a run must have stays where the patch would clear it. */
function patchRun(run: Run, patch: RunPatch): Run {
  const merged = Object.entries({ ...run, ...structuredClone(patch) });
  const known: Partial<Run> = Object.fromEntries(merged.filter(([, value]) => value !== null && value !== undefined));
  const { id, application, kind, actor, options, state, counts, startedAt, seenAt } = run;
  return { id, application, kind, actor, options, state, counts, startedAt, seenAt, ...known };
}
