import type { Account } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Lease, Link, LinkFacts } from '../store/link.js';
import { imageOf } from './image-of.js';
import { managedPart, type Runtime } from './runtime.js';
import { answered, sendWrite } from './send-write.js';
import { accountFacts, noAccount, type Step, toJson } from './step.js';
import type { Reversal } from './undo-run.js';
import { verifyAccount } from './verify-account.js';

/** Held from before the write on: where its answer is lost, the next drain must not do again what may be taken back by then. */
export async function takeBack(
  { runtime, lease, held }: { readonly runtime: Runtime; readonly lease: Lease; readonly held: LinkFacts },
  link: Link,
  reversal: Exclude<Reversal, { readonly reason: string }>,
  signal: AbortSignal,
): Promise<Pick<Step, 'facts' | 'image'>> {
  const { accounts } = runtime;
  if (reversal.action === 'unlink') return { facts: { ...noAccount, refusedAccount: link.accountId ?? null } };
  const ref = await verifyAccount(runtime, link, signal);
  const save = async (facts: LinkFacts) => {
    if (!(await runtime.store.links.record(link, lease, facts, {}))) throw new Error('another worker has taken over');
  };
  const { action: kind } = reversal;
  const send = (facts: LinkFacts, write: () => Promise<Account>) =>
    sendWrite({ runtime, save }, link, { kind, facts: { ...held, ...facts } }, write);
  switch (reversal.action) {
    case 'update': {
      const account = await send({}, () => call(accounts.update)(ref, reversal.change, signal));
      const { set, cleared, added, removed } = reversal.change;
      const names = [set, added, removed].flatMap(Object.keys).concat(cleared);
      const sent = toJson({ ...link.sent, ...agreedNow(runtime, account, names) });
      return { facts: { ...accountFacts(account), ...answered(link), sent }, image: imageOf(ref, account, names) };
    }
    case 'deactivate': {
      const memo = ref.current.memo ?? link.memo;
      const remembered = memo === undefined ? {} : { memo };
      const account = await send(remembered, () => call(accounts.deactivate)({ ...ref, ...remembered }, signal));
      return { facts: { ...accountFacts(account), ...answered(link), accountActive: false } };
    }
    case 'reactivate': {
      const account = await send({}, () => call(accounts.reactivate)(ref, signal));
      // A leaver has an open account again, and the clock goes on.
      const open = { accountActive: true, memo: null, deactivatedAt: null, closedAt: null } as const;
      return { facts: { ...accountFacts(account), ...answered(link), ...open } };
    }
  }
}

function agreedNow(runtime: Runtime, account: Account, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, managedPart(runtime, name, account.fields[name]) ?? null]));
}

function call<Method>(method: Method | undefined): Method {
  if (method === undefined)
    throw new ConnectorError('unsupported', 'the connector lacks the operation that takes this back');
  return method;
}
