import type { Account } from '../../connector/account.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { Newcomer } from '../../store/newcomer-store.js';
import { recover } from '../recover.js';
import type { Runtime } from '../runtime.js';
import { importAccount, labelOfAccount } from './import-account.js';
import { joinPushed } from './join-pushed.js';

const atOnce = 50;

/** Says of each account that came up what becomes of it. */
export async function judgeNewcomers(runtime: Runtime, signal: AbortSignal): Promise<void> {
  const { name, type, store } = runtime;
  for (let after: string | undefined; ; ) {
    const query = { state: 'new', dueBy: runtime.now(), limit: atOnce, ...(after !== undefined && { after }) } as const;
    const due = await store.newcomers.list(name, type, query);
    for (const newcomer of due) {
      if (signal.aborted) return;
      await judge(runtime, newcomer, signal);
    }
    after = due.at(-1)?.accountId;
    if (due.length < atOnce) return;
  }
}

async function judge(runtime: Runtime, newcomer: Newcomer, signal: AbortSignal): Promise<void> {
  const { name, type, store } = runtime;
  const { accountId } = newcomer;
  try {
    const account = await findAccount(runtime, accountId, signal);
    if (account === undefined) return await store.newcomers.remove(name, type, [accountId]);
    const verdict = await verdictOn(runtime, account);
    if (verdict === 'settled') return await store.newcomers.remove(name, type, [accountId]);
    const { dueAt: _, ...waiting } = newcomer;
    await store.newcomers.put(name, type, { ...waiting, ...verdict, label: labelOfAccount(runtime, account) });
  } catch (error) {
    if (!ConnectorError.is(error) || error.kind === 'auth') throw error;
    const recovery = recover(error, newcomer.attempts, runtime.random);
    if (recovery.action === 'retry') {
      await store.newcomers.put(name, type, {
        ...newcomer,
        attempts: newcomer.attempts + 1,
        dueAt: runtime.now() + recovery.delay,
      });
      if (recovery.application) throw error;
      return;
    }
    const { dueAt: _, ...waiting } = newcomer;
    await store.newcomers.put(name, type, { ...waiting, state: 'reported', reason: error.message });
  }
}

async function findAccount(runtime: Runtime, id: string, signal: AbortSignal): Promise<Account | undefined> {
  try {
    return await runtime.accounts.get(id, signal);
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
    throw error;
  }
}

type Verdict = 'settled' | Pick<Newcomer, 'state' | 'reason'>;

async function verdictOn(runtime: Runtime, account: Account): Promise<Verdict> {
  const { name, type, store, back, now } = runtime;
  // Somebody's by now, or a tombstone's: whoever was deleted is never made anew by their account.
  const holder = await store.links.findByAccount(name, type, account.id);
  if (holder !== undefined) {
    await store.links.look({ application: name, type }, [{ accountId: account.id, look: { at: now() } }], now());
    return 'settled';
  }
  if (account.protected !== undefined) return { state: 'known', reason: account.protected };
  if (await joinPushed(runtime, account)) return 'settled';
  switch (back?.policy.onNew) {
    case 'import': {
      const reason = account.privileged
        ? "it has an administrator's rights, and is imported by a person only"
        : await importAccount(runtime, account);
      return reason === undefined ? 'settled' : { state: 'reported', reason };
    }
    case 'report': {
      const rights = account.privileged ? "; it has an administrator's rights" : '';
      return { state: 'reported', reason: `it came up there, and nobody in the directory owns it${rights}` };
    }
    default:
      return { state: 'known' };
  }
}
