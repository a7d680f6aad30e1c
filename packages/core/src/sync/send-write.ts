import { ConnectorError } from '../connector/connector-error.js';
import type { Link, LinkFacts } from '../store/link.js';
import type { PerformContext } from './perform.js';
import { noAccount } from './step.js';

/** Longer than any site works on a request whose caller is gone. */
const lateTime = 3 * 60_000;

/**
 * Says durably that a write is under way, with what must not be lost by it, and sends it. Its outcome is in doubt until the answer is
 * recorded; a clear no ends the doubt here.
 */
export async function sendWrite<Result>(
  { runtime, save }: PerformContext,
  link: Link,
  { kind, facts = {} }: { readonly kind: NonNullable<Link['doubtful']>; readonly facts?: LinkFacts },
  write: () => Promise<Result>,
): Promise<Result> {
  await save({ ...facts, ...unanswered(kind, runtime.now()) });
  try {
    return await write();
  } catch (error) {
    if (isClearNo(error)) await save(answered(link));
    throw error;
  }
}

export function unanswered(kind: NonNullable<Link['doubtful']>, now: number): LinkFacts {
  return { doubtful: kind, lateUntil: now + lateTime };
}

/** `link` is as it was before the write: one that was lost earlier may still be done. */
export function answered(link: Link): LinkFacts {
  return { doubtful: null, lateUntil: link.lateUntil ?? null };
}

/** Nothing was done, so nothing needs to be looked for. Whatever else says no may have come after it was done. */
export function isClearNo(error: unknown): boolean {
  return (
    ConnectorError.is(error) && !error.outcomeUnknown && error.kind !== 'unavailable' && error.kind !== 'not-found'
  );
}

/** The time until which a lost write may still be done, where that has not passed. */
export function lateUntil({ lateUntil: until }: Link, now: number): number | undefined {
  return until !== undefined && until > now ? until : undefined;
}

/** Whether a lost write has had its time since the account was read last. */
export function isLateOver({ lateUntil: until }: Link, now: number): boolean {
  return until !== undefined && until <= now;
}

/** The account is gone; but a create that was lost may be done only now, and is looked for as long. */
export function removed(link: Link, now: number): LinkFacts {
  const until = lateUntil(link, now);
  if (until === undefined || link.readBack === undefined) return noAccount;
  return {
    ...noAccount,
    state: 'creating',
    doubtful: 'create',
    creatingSince: now,
    sent: link.readBack,
    lateUntil: until,
  };
}
