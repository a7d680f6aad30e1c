import { ConnectorError } from '../connector/connector-error.js';
import type { Link, LinkFacts } from '../store/link.js';
import { settleDeleted } from './back/settle-deleted.js';
import { haltApplication } from './halt.js';
import { journalLine } from './journal-line.js';
import type { SyncItem } from './orchestrator.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import type { Settlement } from './reconcile.js';
import { recover } from './recover.js';
import { goneMeanwhile } from './send-write.js';
import { noError, type Step } from './step.js';
import { StrangerError } from './stranger-error.js';
import { suggestCommand } from './suggest-command.js';
import { whoStandsThere } from './who-stands-there.js';

interface Settled {
  readonly step: Step;
  readonly attempts: number;
  readonly settlement: Settlement;
}

/** Turns an error of one step into what is recorded on the link, and what it means for the application. */
export async function settleError(
  context: PerformContext,
  link: Link,
  view: View,
  error: unknown,
  recreate: boolean,
): Promise<Settled> {
  const { runtime } = context;
  const message = error instanceof Error ? error.message : String(error);
  const now = runtime.now();
  const facts: LinkFacts = {
    lastError: message,
    lastErrorAt: now,
    errorKind: StrangerError.is(error) ? 'identity' : ConnectorError.is(error) ? error.kind : 'fault',
  };
  if (StrangerError.is(error)) {
    await haltApplication(runtime, 'identity', message);
    return settled(link, { again: false, facts, dueAt: now }, link.attempts, 'halted', message);
  }
  const alone = context.answeredOthersSince(link.lastErrorAt ?? now);
  const recovery = recover(error, link.attempts, runtime.random, alone);
  switch (recovery.action) {
    case 'retry': {
      if (!ConnectorError.is(error))
        runtime.log.warn({ application: runtime.name, label: link.label, error }, 'connector fault');
      const step = { again: false, facts, dueAt: now + recovery.delay };
      return settled(
        link,
        step,
        link.attempts + 1,
        recovery.application ? 'failing' : 'healthy',
        message,
        recovery.pause,
      );
    }
    case 'halt':
      await haltApplication(runtime, 'auth', message);
      return settled(link, { again: false, facts, dueAt: now }, link.attempts, 'halted', message);
    case 'gone': {
      const { step, ...rest } = await settleGone(context, link, view, facts, recreate);
      return { ...rest, step: { look: 'seen', ...step } };
    }
    case 'correlate':
      return parked(context, link, facts, keepsAccess(view, `${message} ${await whoHolds(context, link, view)}`));
    case 'park':
      return parked(context, link, facts, keepsAccess(view, message));
  }
}

/**
 * A leaver's account that is gone needs nothing more for now, but stays on the link: a site that is put back brings it back. Anybody else's
 * is never made anew without an operator. Nothing is concluded from what another site answers.
 */
async function settleGone(
  context: PerformContext,
  link: Link,
  view: View,
  facts: LinkFacts,
  recreate: boolean,
): Promise<Settled> {
  const { runtime } = context;
  await context.requireSite({ now: true });
  const leaver = view.resource === undefined || view.resource.attributes.active === false;
  const reason = `account ${link.accountId ?? ''} no longer exists there`;
  const journal = link.goneSince === undefined ? journalLine(runtime, link, 'gone', { reason }) : undefined;
  const state = view.resource === undefined ? 'tombstone' : recreate ? 'new' : 'linked';
  const byUs = link.doubtful === 'remove' || link.late?.remove === true;
  if (byUs || (recreate && !leaver)) {
    const step = {
      again: true,
      facts: { state, ...goneMeanwhile(link, runtime.now()) },
      ...(journal && { journal }),
    } as const;
    return settled(link, step, 0, 'healthy', 'gone');
  }
  if (leaver) {
    const gone = {
      goneSince: link.goneSince ?? runtime.now(),
      // Nothing of it is open.
      closedAt: link.closedAt ?? runtime.now(),
      accountActive: null,
      doubtful: null,
      state,
      reason,
    } as const;
    const step = { again: false, facts: { ...noError, ...gone }, ...(journal && { journal }) };
    return settled(link, step, 0, 'healthy', reason, undefined, 'none');
  }
  const deleted = view.resource && (await settleDeleted(runtime, link, view.resource));
  if (deleted && 'step' in deleted) return settled(link, deleted.step, 0, 'healthy', 'gone', undefined, 'merge');
  if (deleted) return parked(context, link, facts, deleted.reason);
  return parked(
    context,
    link,
    facts,
    `account ${link.accountId ?? ''} no longer exists at ${runtime.name}: it was deleted there, or an older backup was restored. ` +
      `\`${suggestCommand('sync', runtime.name, link.label)}\` makes it anew.`,
  );
}

/** What a leaver's link that waits for a person means. */
function keepsAccess({ plan }: View, reason: string): string {
  return plan.action === 'deactivate' || plan.action === 'remove' ? `keeps access: ${reason}` : reason;
}

async function whoHolds(context: PerformContext, link: Link, view: View): Promise<string> {
  const advice = 'Change the value here or there.';
  try {
    const correlation = await whoStandsThere(context, link, view, view.desired?.fields ?? {});
    const told = correlation.kind === 'park' || correlation.kind === 'ask';
    return told ? correlation.reason : advice;
  } catch {
    // The look-up only explains; the conflict itself is what counts.
    return advice;
  }
}

function parked({ runtime }: PerformContext, link: Link, facts: LinkFacts, reason: string): Settled {
  const step: Step = {
    again: false,
    facts: { ...facts, state: 'parked', reason, lastError: reason },
    journal: journalLine(runtime, link, 'parked', { reason }),
  };
  return settled(link, step, link.attempts, 'healthy', reason, undefined, 'park');
}

function settled(
  link: Link,
  step: Step,
  attempts: number,
  health: Settlement['health'],
  reason: string,
  pause?: number,
  action: SyncItem['action'] = 'error',
): Settled {
  return {
    step,
    attempts,
    settlement: {
      item: { resourceId: link.resourceId, label: link.label, action, reason },
      health,
      ...(pause === undefined ? {} : { pause }),
    },
  };
}
