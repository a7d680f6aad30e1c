import type { Hold, Link } from '../store/link.js';
import { describePlan, digestOfPlan, operationOf } from './describe-plan.js';
import { findFlip } from './find-flip.js';
import { isApproved } from './is-approved.js';
import type { Plan } from './plan.js';

/** What holds a link whatever room the budgets have: what an undo left, a person's no, a backlog, a value that goes back and forth. */
export function standingHold(
  link: Link,
  plan: Plan,
  { backlog, now }: { readonly backlog: boolean; readonly now: number },
): Hold | undefined {
  const { hold } = link;
  const operation = operationOf(plan);
  const decision = digestOfPlan(link, plan);
  if (hold?.guard === 'undo' && !isApproved(link, 'undo') && !leftSince(link, hold.since, plan)) {
    if (hold.rejected !== true || hold.digest === decision || operation === undefined) return hold;
    const { rejected: _, ...asked } = hold;
    return { ...asked, digest: decision };
  }
  if (operation === undefined) return undefined;
  if (hold?.rejected === true && hold.digest === decision) return hold;
  if (backlog && !isApproved(link, 'backlog'))
    return holdOn(link, plan, {
      guard: 'backlog',
      reason: `needed since the operation ${link.skipped} was switched off: a person starts it`,
      now,
    });
  const flip = plan.action === 'update' ? findFlip(link.flips, plan.change, now) : undefined;
  if (flip === undefined || isApproved(link, 'flip')) return undefined;
  const reason = `${flip} goes back and forth between the same values: something else writes it, too`;
  return holdOn(link, plan, { guard: 'flip', reason, now });
}

/** The one that is there, where the decision is the same: it is not asked twice. */
export function holdOn(
  link: Link,
  plan: Plan,
  { guard, reason, now }: { readonly guard: string; readonly reason: string; readonly now: number },
): Hold {
  const digest = digestOfPlan(link, plan);
  if (link.hold?.digest === digest && link.hold.guard === guard) return link.hold;
  const { fields } = describePlan(link, plan);
  return { guard, action: plan.action, reason, since: now, digest, ...(fields && { fields }) };
}

/** Who left after a run was undone leaves all the same. */
function leftSince({ leftAt }: Link, since: number, { action }: Plan): boolean {
  return leftAt !== undefined && leftAt > since && (action === 'deactivate' || action === 'remove');
}
