import { ConnectorError } from '../connector/connector-error.js';
import type { Link, LinkFacts } from '../store/link.js';
import type { MembershipResult } from '../store/membership-store.js';
import type { PerformContext } from './perform.js';
import type { Runtime } from './runtime.js';
import { noAccount } from './step.js';

/** Longer than any site works on a request whose caller is gone. */
export const lateTime = 3 * 60_000;

/**
 * Says durably that a write is under way, with what must not be lost by it, and sends it. Its outcome is in doubt until the answer is
 * recorded; a clear no to what was sent ends the doubt here. Any other clear no may have come when some of it was done, where a vendor
 * needs several requests: nothing is under way, but what the account holds is read before anything is concluded.
 */
export async function sendWrite<Result>(
  { runtime, save }: { readonly runtime: Pick<Runtime, 'now'>; readonly save: PerformContext['save'] },
  link: Link,
  {
    kind,
    facts = {},
    memberships,
  }: {
    readonly kind: NonNullable<Link['doubtful']>;
    readonly facts?: LinkFacts;
    readonly memberships?: readonly MembershipResult[];
  },
  write: () => Promise<Result>,
): Promise<Result> {
  await save({ ...facts, ...unanswered(link, kind, runtime.now()) }, undefined, memberships);
  try {
    return await write();
  } catch (error) {
    if (isClearNo(error))
      await save(ConnectorError.is(error) && refusesValue(error) ? answered(link) : { late: link.late ?? null });
    throw error;
  }
}

/** `create`: what it sends. */
export function unanswered(
  { late }: Link,
  kind: NonNullable<Link['doubtful']>,
  now: number,
  create = late?.create,
): LinkFacts {
  const removes = kind === 'remove' || late?.remove === true;
  const lost = { until: now + lateTime, ...(create && { create }), ...(removes && { remove: true as const }) };
  return { doubtful: kind, late: lost };
}

/** `link` is as it was before the write: one that was lost earlier may still be done. */
export function answered({ late }: Link): LinkFacts {
  return { doubtful: null, late: late ?? null };
}

/** Nothing was done, so nothing needs to be looked for. Whatever else says no may have come after it was done. */
export function isClearNo(error: unknown): boolean {
  return (
    ConnectorError.is(error) && !error.outcomeUnknown && error.kind !== 'unavailable' && error.kind !== 'not-found'
  );
}

/** These values, or this way of writing them: what is left of them may go. */
export function refusesValue({ kind, outcomeUnknown }: ConnectorError): boolean {
  return !outcomeUnknown && (kind === 'invalid' || kind === 'conflict' || kind === 'unsupported');
}

/** What was lost and may still be done. */
export function lateNow({ late }: Link, now: number): Link['late'] {
  return late !== undefined && late.until > now ? late : undefined;
}

/** Whether a lost write has had its time since the account was read last. */
export function isLateOver(link: Link, now: number): boolean {
  return link.late !== undefined && lateNow(link, now) === undefined;
}

/** The account is gone; but a create that was lost may be done only now, and is looked for as long. */
export function removed(link: Link, now: number): LinkFacts {
  const { until, create } = lateNow(link, now) ?? {};
  if (until === undefined || create === undefined) return noAccount;
  return { ...noAccount, state: 'creating', doubtful: 'create', creatingSince: now, late: { until, create } };
}

/** The account is gone, by a removal whose answer was lost perhaps: a create that was lost, too, may have been done since. */
export function goneMeanwhile({ late }: Link, now: number): LinkFacts {
  if (late?.create === undefined) return noAccount;
  const creatingSince = Math.min(now, late.until - lateTime);
  return { ...noAccount, state: 'creating', doubtful: 'create', creatingSince, late };
}
