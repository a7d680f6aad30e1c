import type { Newcomer } from '../../store/newcomer-store.js';
import type { Decision } from '../orchestrator.js';
import type { Runtime } from '../runtime.js';
import { importAccount } from './import-account.js';
import { findAccount } from './judge-newcomers.js';
import { listReported } from './list-reported.js';

/** Imports accounts that came up there, by an operator's word. Resolves with how many; what is refused stays, with the reason. */
export async function importReported(runtime: Runtime, decision: Decision, signal: AbortSignal): Promise<number> {
  const { store, name, type } = runtime;
  let imported = 0;
  for (const newcomer of await chosen(runtime, decision)) {
    await runtime.site.require(signal, 0);
    const account = await findAccount(runtime, newcomer.accountId, signal);
    if (account === undefined) {
      await store.newcomers.remove(name, type, [newcomer.accountId]);
      continue;
    }
    const reason = account.protected ?? (await importAccount(runtime, account));
    if (reason === undefined) {
      await store.newcomers.remove(name, type, [newcomer.accountId]);
      imported += 1;
    } else await store.newcomers.put(name, type, { ...newcomer, reason });
  }
  return imported;
}

/** They are not spoken of again. */
export async function passOverReported(runtime: Runtime, decision: Decision): Promise<number> {
  const { store, name, type } = runtime;
  const meant = await chosen(runtime, decision);
  for (const newcomer of meant) await store.newcomers.put(name, type, { ...newcomer, state: 'known' });
  return meant.length;
}

async function chosen(runtime: Runtime, { userName, guard }: Decision): Promise<readonly Newcomer[]> {
  if (runtime.back === undefined || (guard !== undefined && guard !== 'new-account')) return [];
  const reported = await listReported(runtime);
  if (userName === undefined) return reported;
  const wanted = userName.toLowerCase();
  return reported.filter(({ accountId, label }) => accountId === userName || label?.toLowerCase() === wanted);
}
