import type { Link } from '../store/link.js';
import { joined } from './joined-account.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import { answered, lateNow } from './send-write.js';
import { noAccount, noError, type Step } from './step.js';
import { whoStandsThere } from './who-stands-there.js';

const clockSkew = 5 * 60_000;

/** The vendor's clock may be off. */
export function afterLostAnswer(sentAt: number): number {
  return sentAt - clockSkew;
}

/** Finds out what became of a create whose answer was lost, before anything is sent again. */
export async function lookForAccount(context: PerformContext, link: Link, view: View): Promise<Step> {
  const madeSince = link.creatingSince === undefined ? undefined : afterLostAnswer(link.creatingSince);
  const sent = link.late?.create ?? link.sent ?? {};
  // A listing may be older than what was made, or removed, since.
  const now = { ...context, finder: context.finder.live ?? context.finder };
  const found = await whoStandsThere(now, link, view, sent, madeSince);
  if (found.kind === 'ours') return joined(context, link, view, { correlation: found, sent });
  // The first sending stays remembered: a slow site may still be at work on it, and then answers the next create with a conflict.
  const nobody: Step = {
    again: true,
    facts: { ...noAccount, ...answered(link), creatingSince: link.creatingSince ?? null, state: 'new' },
  };
  const leaves = view.resource === undefined || view.resource.attributes.active === false || view.scope?.kind === 'out';
  if (leaves) {
    // A next create would meet a late one as a conflict; a leaver has none coming, and would be left with an account.
    const late = lateNow(link, context.runtime.now());
    return late === undefined ? nobody : lookAgain(context, link, late.until);
  }
  if (found.kind === 'nobody') return nobody;
  // What was sent may be somebody else's, and changed for that.
  const fields = view.desired?.createFields ?? {};
  const today = await whoStandsThere(now, link, view, fields, madeSince);
  return today.kind === 'nobody' ? nobody : joined(context, link, view, { correlation: today, sent: fields });
}

const firstPause = 10_000;

function lookAgain({ runtime }: PerformContext, link: Link, until: number): Step {
  return {
    again: false,
    facts: {
      ...noError,
      doubtful: 'create',
      state: 'creating',
      reason: 'left while a create was under way: looked for until it cannot come any more',
    },
    dueAt: Math.min(runtime.now() + firstPause * 2 ** Math.min(link.attempts, 10), until),
    attempts: link.attempts + 1,
  };
}
