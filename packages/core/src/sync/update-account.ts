import type { Account, Change } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import { isEmptyChange } from '../connector/difference.js';
import type { JsonObject } from '../scim/json.js';
import type { Link, LinkFacts } from '../store/link.js';
import { hasNews } from './back/has-news.js';
import { noteOurs, shownAfter } from './back/note-ours.js';
import { capability } from './capability.js';
import { afterLosses, changedFields, isLossOnly, lossesOf } from './change-parts.js';
import { changesOf } from './describe-plan.js';
import { noteWritten } from './find-flip.js';
import { imageOf } from './image-of.js';
import { journalLine } from './journal-line.js';
import { openPassword } from './open-password.js';
import type { PerformContext } from './perform.js';
import type { Plan } from './plan.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';
import { refusesValue, sendWrite } from './send-write.js';
import { type Step, toJson } from './step.js';
import { verifyAccount } from './verify-account.js';
import { withheldPart } from './withheld-part.js';
import { writtenFacts } from './written-facts.js';

/** Sends what differs, and a new password with it. Where a value is refused, the parts of it that may not wait go all the same. */
export async function updateAccount(
  context: PerformContext,
  link: Link,
  view: View,
  plan: Plan & { action: 'update' },
): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  if (hasNews(runtime, link, ref.current)) return newsFirst(runtime);
  const update = capability(runtime.accounts.update);
  const password = await openPassword(runtime, link, view);
  const send = async (
    change: Change,
    more: Change['set'] = {},
  ): Promise<Pick<Step, 'look'> & { readonly account: Account; facts: LinkFacts }> => {
    const shown = shownAfter(runtime, ref.current, change);
    const write = { kind: 'update', facts: noteOurs(runtime, link, shown) } as const;
    const whole = { ...change, set: { ...change.set, ...more } };
    const account = await sendWrite(context, link, write, () => update(ref, whole, signal));
    return { account, ...writtenFacts(runtime, link, account, shown) };
  };
  const sent = toJson({ ...withheldPart(link), ...plan.agreed });
  try {
    const { account, look, facts } = await send(plan.change, password.fields);
    await password.delivered();
    return {
      again: true,
      ...(look && { look }),
      facts: { ...facts, sent, flips: noteWritten(link.flips, plan.change, runtime.now()) },
      // Of a password there is a line already.
      ...(!isEmptyChange(plan.change) && {
        journal: journalLine(runtime, link, 'updated', {
          reason: plan.reason,
          changes: changesOf(link.sent, plan.change),
        }),
      }),
      image: imageOf(ref, account, changedFields(plan.change)),
    };
  } catch (error) {
    if (!ConnectorError.is(error) || !refusesValue(error)) throw error;
    const parts = partsOf(link, plan, sent, Object.keys(password.fields).length > 0);
    for (const [index, part] of parts.entries()) {
      try {
        const { facts } = await send(part.change);
        const changes = changesOf(link.sent, part.change);
        const journal = journalLine(runtime, link, 'updated', { reason: `${part.reason}: ${plan.reason}`, changes });
        await context.save({ ...facts, sent: part.sent }, journal);
        break;
      } catch (refused) {
        if (!ConnectorError.is(refused) || !refusesValue(refused) || index === parts.length - 1) throw refused;
      }
    }
    throw error;
  }
}

/** What is tried by itself where the whole was refused, until some of it is taken. */
function partsOf(link: Link, { change }: Plan & { action: 'update' }, sent: JsonObject, hadPassword: boolean) {
  const losses = lossesOf(change);
  return [
    // A password that is too weak for the vendor must not hold up everything else.
    ...(hadPassword && !isEmptyChange(change)
      ? [{ change, sent, reason: 'written by itself, since with the password it was refused' }]
      : []),
    // A value that the vendor refuses must not keep somebody in a role: what is only taken goes by itself.
    ...(isEmptyChange(losses) || isLossOnly(change)
      ? []
      : [
          {
            change: losses,
            sent: toJson({ ...link.sent, ...afterLosses(link.sent ?? {}, losses) }),
            reason: 'taken by itself, since the rest was refused',
          },
        ]),
  ];
}

/** What somebody changed there is not written over unseen. */
function newsFirst({ now }: Runtime): Step {
  return { again: true, facts: {}, look: { at: now() } };
}
