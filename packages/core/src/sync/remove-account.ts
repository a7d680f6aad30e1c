import type { Link } from '../store/link.js';
import { capability } from './capability.js';
import { deactivated } from './deactivate-account.js';
import { accountLeft, journalLine } from './journal-line.js';
import type { PerformContext } from './perform.js';
import { keptThere } from './plan-leaving.js';
import { removed, sendWrite } from './send-write.js';
import type { Step } from './step.js';
import { verifyAccount } from './verify-account.js';

export async function removeAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  const { reassignTo } = runtime.application.policy.leaving;
  const remove = capability(runtime.accounts.remove);
  const removal = await sendWrite(context, link, { kind: 'remove' }, () =>
    remove(ref, reassignTo === undefined ? {} : { reassignTo }, signal),
  );
  if (removal.kind === 'deactivated') {
    const step = deactivated(runtime, link, removal.account, reason);
    return { ...step, facts: { ...step.facts, reason: `${step.facts.reason}${keptThere}` } };
  }
  return {
    again: true,
    facts: { ...removed(link, runtime.now()), closedAt: runtime.now() },
    journal: journalLine(runtime, link, 'removed', { reason, changes: accountLeft(link) }),
  };
}
