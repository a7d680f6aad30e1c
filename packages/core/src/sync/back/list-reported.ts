import type { Newcomer } from '../../store/newcomer-store.js';
import type { Runtime } from '../runtime.js';

const atOnce = 500;

/** Accounts that came up there and wait for a person. */
export async function listReported(runtime: Runtime): Promise<readonly Newcomer[]> {
  const { store, name, type } = runtime;
  const reported: Newcomer[] = [];
  for (let after: string | undefined; ; ) {
    const query = { state: 'reported', limit: atOnce, ...(after !== undefined && { after }) } as const;
    const page = await store.newcomers.list(name, type, query);
    const accountIds = page.map(({ accountId }) => accountId);
    const held = await store.links.list({ application: name, type, accountIds, limit: atOnce });
    const owned = new Set(held.map(({ accountId }) => accountId));
    reported.push(...page.filter(({ accountId }) => !owned.has(accountId)));
    after = page.at(-1)?.accountId;
    if (page.length < atOnce) return reported;
  }
}
