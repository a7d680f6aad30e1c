import type { ApplicationRecord, ApplicationStore } from '../application-store.js';
import type { MemoryState } from './memory-state.js';

export function createMemoryApplicationStore(state: MemoryState): ApplicationStore {
  const get = (name: string): ApplicationRecord =>
    state.applications.get(name) ?? { name, failures: 0, groupBindings: {} };
  return {
    async get(name) {
      return get(name);
    },
    async update(name, patch) {
      const kept = Object.entries({ ...get(name), ...structuredClone(patch) }).filter(
        ([, value]) => value !== null && value !== undefined,
      );
      const { failures = 0, groupBindings = {}, ...rest }: Partial<ApplicationRecord> = Object.fromEntries(kept);
      state.applications.set(name, { ...rest, name, failures, groupBindings });
    },
    async list() {
      return [...state.applications.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
