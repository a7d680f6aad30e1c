import type { Account, Change } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import { isEmptyChange } from '../connector/difference.js';
import type { Link, LinkFacts } from '../store/link.js';
import { hasNews } from './back/has-news.js';
import { noteOurs, shownAfter } from './back/note-ours.js';
import { capability } from './capability.js';
import { afterLosses, changedFields, isLossOnly, lossesOf } from './change-parts.js';
import { changesOf } from './describe-plan.js';
import { noteWritten } from './find-flip.js';
import { imageOf } from './image-of.js';
import { journalLine } from './journal-line.js';
import type { PerformContext } from './perform.js';
import type { Plan } from './plan.js';
import type { Runtime } from './runtime.js';
import { refusesValue, sendWrite } from './send-write.js';
import { type Step, toJson } from './step.js';
import { verifyAccount } from './verify-account.js';
import { withheldPart } from './withheld-part.js';
import { writtenFacts } from './written-facts.js';

/** Sends what differs. Where a value is refused, what is only taken goes all the same. */
export async function updateAccount(
  context: PerformContext,
  link: Link,
  plan: Plan & { action: 'update' },
): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  if (hasNews(runtime, link, ref.current)) return newsFirst(runtime);
  const update = capability(runtime.accounts.update);
  const send = async (
    change: Change,
  ): Promise<Pick<Step, 'look'> & { readonly account: Account; facts: LinkFacts }> => {
    const shown = shownAfter(runtime, ref.current, change);
    const write = { kind: 'update', facts: noteOurs(runtime, link, shown) } as const;
    const account = await sendWrite(context, link, write, () => update(ref, change, signal));
    return { account, ...writtenFacts(runtime, link, account, shown) };
  };
  try {
    const { account, look, facts } = await send(plan.change);
    return {
      again: true,
      ...(look && { look }),
      facts: {
        ...facts,
        sent: toJson({ ...withheldPart(link), ...plan.agreed }),
        flips: noteWritten(link.flips, plan.change, runtime.now()),
      },
      journal: journalLine(runtime, link, 'updated', {
        reason: plan.reason,
        changes: changesOf(link.sent, plan.change),
      }),
      image: imageOf(ref, account, changedFields(plan.change)),
    };
  } catch (error) {
    const losses = lossesOf(plan.change);
    if (!ConnectorError.is(error) || !refusesValue(error) || isEmptyChange(losses) || isLossOnly(plan.change))
      throw error;
    // A value that the vendor refuses must not keep somebody in a role: what is only taken goes by itself.
    const { facts } = await send(losses);
    const sent = toJson({ ...link.sent, ...afterLosses(link.sent ?? {}, losses) });
    const journal = journalLine(runtime, link, 'updated', {
      reason: `taken by itself, since the rest was refused: ${plan.reason}`,
      changes: changesOf(link.sent, losses),
    });
    await context.save({ ...facts, sent }, journal);
    throw error;
  }
}

/** What somebody changed there is not written over unseen. */
function newsFirst({ now }: Runtime): Step {
  return { again: true, facts: {}, look: { at: now() } };
}
