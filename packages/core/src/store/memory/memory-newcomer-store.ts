import type { Newcomer, NewcomerStore } from '../newcomer-store.js';
import type { MemoryState } from './memory-state.js';

export function createMemoryNewcomerStore({ newcomers }: MemoryState): NewcomerStore {
  const rowsOf = (application: string, type: string): Map<string, Newcomer> => {
    const key = JSON.stringify([application, type]);
    const rows = newcomers.get(key) ?? new Map<string, Newcomer>();
    newcomers.set(key, rows);
    return rows;
  };
  return {
    async add(application, type, added) {
      const rows = rowsOf(application, type);
      for (const one of added) if (!rows.has(one.accountId)) rows.set(one.accountId, structuredClone(one));
    },
    async put(application, type, newcomer) {
      rowsOf(application, type).set(newcomer.accountId, structuredClone(newcomer));
    },
    async remove(application, type, accountIds) {
      for (const id of accountIds) rowsOf(application, type).delete(id);
    },
    async find(application, type, accountId) {
      return rowsOf(application, type).get(accountId);
    },
    async known(application, type, accountIds) {
      const rows = rowsOf(application, type);
      return new Set(accountIds.filter((id) => rows.has(id)));
    },
    async list(application, type, { state, dueBy, after = '', limit }) {
      return [...rowsOf(application, type).values()]
        .filter((one) => one.state === state && one.accountId > after)
        .filter(({ dueAt }) => dueBy === undefined || (dueAt !== undefined && dueAt <= dueBy))
        .sort((a, b) => (a.accountId < b.accountId ? -1 : 1))
        .slice(0, limit);
    },
  };
}
