import { ConnectorError } from '../connector/connector-error.js';
import { sameValue } from '../connector/difference.js';
import type { Link } from '../store/link.js';
import { findPushedAccount, joinPushedAccount } from './back/join-pushed.js';
import { correlatingRemotes } from './correlating-remotes.js';
import { looksBeforehand } from './correlation-checks.js';
import { joined, linked } from './joined-account.js';
import { afterLostAnswer } from './look-for-account.js';
import { openPassword } from './open-password.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';
import { answered, isClearNo, lateNow, unanswered } from './send-write.js';
import { noAccount, type Step, toJson } from './step.js';
import { whoStandsThere, whoStandsThereNow } from './who-stands-there.js';

type Fields = Readonly<Record<string, unknown>>;

/** Says durably that a create is under way, sends it, and links what it made; on a conflict looks who stands there. */
export async function createAccount(context: PerformContext, link: Link, view: View, wanted: Fields): Promise<Step> {
  const { runtime, signal } = context;
  const create = runtime.accounts.create;
  if (create === undefined) throw new ConnectorError('unsupported', 'this application cannot create accounts');
  await context.requireSite();
  if (looksBeforehand(runtime.rules, runtime.application.policy.correlation)) {
    const correlation = await whoStandsThere(context, link, view, wanted);
    if (correlation.kind !== 'nobody') return joined(context, link, view, { correlation, sent: {} });
  }
  const pushed = await findPushedAccount(context, link);
  if (pushed !== undefined) return joinPushedAccount(runtime, link, view, pushed);
  const fields = likeTheLost(runtime, link, wanted);
  const password = await openPassword(runtime, link, view);
  const firstSent = link.creatingSince;
  const sentAt = runtime.now();
  const sent = toJson(fields);
  await context.save({
    ...noAccount,
    ...unanswered(link, 'create', sentAt, sent),
    state: 'creating',
    creatingSince: firstSent ?? sentAt,
    sent,
  });
  try {
    const account = await create({ ...fields, ...password.fields }, signal);
    await password.delivered();
    return linked(context, link, account, fields);
  } catch (error) {
    if (!ConnectorError.is(error) || !isClearNo(error)) throw error;
    if (error.kind === 'conflict') {
      // Sent once, it may have arrived twice: a proxy repeats what it got no answer to.
      const madeSince = firstSent === undefined ? wholeSecond(sentAt) : afterLostAnswer(firstSent);
      const correlation = await whoStandsThereNow(context, link, view, fields, madeSince);
      if (correlation.kind === 'ours' || (correlation.kind !== 'nobody' && fields === wanted))
        return joined(context, link, view, { correlation, sent });
    }
    // What refuses these values refuses the lost create, too.
    const refusesValues = error.kind === 'conflict' || error.kind === 'invalid';
    if (fields !== wanted && refusesValues) return { again: true, facts: { ...noAccount, state: 'new' } };
    await context.save({ ...answered(link), state: 'new', creatingSince: firstSent ?? null, sent: null });
    if (error.kind !== 'conflict') throw error;
    throw new ConnectorError('invalid', `${error.message} Nobody could be found there by an exact match.`, {
      cause: error,
    });
  }
}

/**
 * While a lost create may still be done, the next one is the same in all by which an account is found, so that whichever is done is
 * known for ours; what has changed since follows as an update. Not where that could not follow.
 */
function likeTheLost(runtime: Runtime, link: Link, wanted: Fields): Fields {
  const sent = lateNow(link, runtime.now())?.create;
  if (sent === undefined) return wanted;
  const remotes = correlatingRemotes(runtime).filter((remote) => sent[remote] !== undefined);
  const differing = remotes.filter((remote) => {
    const rule = runtime.rules.find((one) => one.remote === remote);
    return !sameValue(rule, wanted[remote], sent[remote]);
  });
  const fixed = runtime.rules.filter((rule) => rule.when === 'create').map((rule) => rule.remote);
  if (differing.length === 0 || differing.some((remote) => fixed.includes(remote))) return wanted;
  return { ...wanted, ...Object.fromEntries(differing.map((remote) => [remote, sent[remote]])) };
}

/** Vendors tell whole seconds. No more leeway than that: a no is an answer, and a stranger's account may be some minutes old. */
function wholeSecond(sentAt: number): number {
  return Math.floor(sentAt / 1_000) * 1_000;
}
