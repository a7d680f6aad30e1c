import type { Account } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import { noteOurs } from './back/note-ours.js';
import { capability } from './capability.js';
import { accountOf, journalLine } from './journal-line.js';
import type { PerformContext } from './perform.js';
import type { Runtime } from './runtime.js';
import { sendWrite } from './send-write.js';
import type { Step } from './step.js';
import { verifyAccount } from './verify-account.js';
import { writtenFacts } from './written-facts.js';

export async function deactivateAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  // What the account shows now, where it still shows it: the link's own may be of an earlier leaving.
  const memo = ref.current.memo ?? link.memo;
  // What reactivation will need is durable before the call that destroys it at the vendor's side.
  const remembered = memo === undefined ? {} : { memo };
  const deactivate = capability(runtime.accounts.deactivate);
  const facts = { ...remembered, ...noteOurs(runtime, link, { active: false }) };
  const account = await sendWrite(context, link, { kind: 'deactivate', facts }, () =>
    deactivate({ ...ref, ...remembered }, signal),
  );
  return deactivated(runtime, link, account, reason);
}

/** By a deactivation, or by a removal that the vendor answered with one. */
export function deactivated(runtime: Runtime, link: Link, account: Account, reason: string): Step {
  if (account.active === true) {
    throw new ConnectorError(
      'invalid',
      `account ${account.id} is still active after it was deactivated: look at it by hand`,
    );
  }
  const remaining = account.remaining ?? [];
  return {
    again: true,
    facts: {
      ...writtenFacts(runtime, link, account, {}).facts,
      accountActive: false,
      deactivatedAt: runtime.now(),
      closedAt: runtime.now(),
      reason:
        remaining.length === 0 ? `${reason}, deactivated` : `${reason}, partly deactivated: ${remaining.join('; ')}`,
    },
    journal: journalLine(runtime, link, 'deactivated', {
      reason,
      changes: { ...accountOf(account), active: false, ...(remaining.length > 0 && { remaining: [...remaining] }) },
    }),
  };
}
