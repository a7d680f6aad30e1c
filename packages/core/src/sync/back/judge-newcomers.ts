import type { Account } from '../../connector/account.js';
import { ConnectorError } from '../../connector/connector-error.js';
import { sameValue } from '../../connector/difference.js';
import { foldCase } from '../../scim/fold-case.js';
import type { Newcomer } from '../../store/newcomer-store.js';
import { recover } from '../recover.js';
import type { Runtime } from '../runtime.js';
import { importAccount, labelOfAccount } from './import-account.js';
import { joinPushed } from './join-pushed.js';

const atOnce = 50;
/** Milliseconds after which an account that a create of ours may have made is looked at once more. */
const untilCreated = 10_000;
const mostCreating = 1_000;

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
    const verdict = await verdictOn(runtime, newcomer, account, signal);
    if (verdict === 'later')
      return await store.newcomers.put(name, type, { ...newcomer, dueAt: runtime.now() + untilCreated });
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

/** Undefined: it is gone again. */
export async function findAccount(runtime: Runtime, id: string, signal: AbortSignal): Promise<Account | undefined> {
  try {
    return await runtime.accounts.get(id, signal);
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
    throw error;
  }
}

type Verdict = 'settled' | 'later' | Pick<Newcomer, 'state' | 'reason'>;

async function verdictOn(
  runtime: Runtime,
  newcomer: Newcomer,
  account: Account,
  signal: AbortSignal,
): Promise<Verdict> {
  const { name, type, store, back, now } = runtime;
  // Somebody's by now, or a tombstone's: whoever was deleted is never made anew by their account.
  const holder = await store.links.findByAccount(name, type, account.id);
  if (holder !== undefined) {
    await store.links.look({ application: name, type }, [{ accountId: account.id, look: { at: now() } }], now());
    return 'settled';
  }
  if (account.protected !== undefined) return { state: 'known', reason: account.protected };
  if (await joinPushed(runtime, account)) return 'settled';
  if (await mayBeOurs(runtime, account)) return 'later';
  switch (back?.policy.onNew) {
    case 'import': {
      const reason =
        (await whyNotByItself(runtime, newcomer, account, signal)) ?? (await importAccount(runtime, account));
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

/**
 * Who could change others is made a person of by a person only, and so is whoever may have registered there by themselves. An account that waits
 * for approval is nobody's way in: it is inactive here as well.
 */
async function whyNotByItself(
  runtime: Runtime,
  { by }: Newcomer,
  account: Account,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { connector, type } = runtime;
  if (account.privileged) return "it has an administrator's rights, and is imported by a person only";
  if (type === 'Group' || connector.openRegistration === undefined || account.active === false) return undefined;
  const isMadeByOthers = by !== undefined && foldCase(by) !== foldCase(labelOfAccount(runtime, account));
  if (isMadeByOthers || (await connector.openRegistration(signal)) === false) return undefined;
  return 'anybody can register there, and who made it is not told: a person decides whether it is imported';
}

/** A create whose answer is not there yet may have made it: perhaps for somebody who has left since. */
async function mayBeOurs({ name, type, store, rules }: Runtime, account: Account): Promise<boolean> {
  const creating = await store.links.list({ application: name, type, states: ['creating'], limit: mostCreating });
  const foundBy = rules.filter(({ correlates }) => correlates !== undefined);
  return creating.some(({ sent, late }) =>
    foundBy.some((rule) => {
      const value = (late?.create ?? sent)?.[rule.remote];
      return value !== undefined && sameValue(rule, value, account.fields[rule.remote]);
    }),
  );
}
