import type { PlanStore, StoredPlan } from '../plan-store.js';
import { type MemoryState, nextId, nextNumber } from './memory-state.js';

export function createMemoryPlanStore(state: MemoryState): PlanStore {
  return {
    async begin(given) {
      const plan: StoredPlan = { ...structuredClone(given), id: nextId(state) };
      state.plans.set(plan.id, plan);
      return plan;
    },
    async addItems(id, items) {
      const added = items.map((item) => ({ ...structuredClone(item), seq: nextNumber(state) }));
      state.planItems.set(id, [...(state.planItems.get(id) ?? []), ...added]);
    },
    async finish(id, facts) {
      const plan = state.plans.get(id);
      if (plan) state.plans.set(id, { ...plan, ...structuredClone(facts) });
    },
    async markApplied(id, run) {
      const plan = state.plans.get(id);
      if (plan === undefined || plan.appliedBy !== undefined) return false;
      state.plans.set(id, { ...plan, appliedBy: run });
      return true;
    },
    async find(id) {
      return state.plans.get(id);
    },
    async list({ application, limit }) {
      const plans = [...state.plans.values()].reverse();
      return plans.filter((plan) => application === undefined || plan.application === application).slice(0, limit);
    },
    async listItems(id, { after = 0, limit }) {
      return (state.planItems.get(id) ?? []).filter(({ seq }) => seq > after).slice(0, limit);
    },
    async purge(before) {
      for (const { id, expiresAt } of [...state.plans.values()]) {
        if (expiresAt >= before) continue;
        state.plans.delete(id);
        state.planItems.delete(id);
      }
    },
  };
}
