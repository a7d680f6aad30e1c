import { ConnectorError } from '../connector/connector-error.js';
import type { Link, LinkFacts } from '../store/link.js';
import { correlate } from './correlate.js';
import { haltApplication } from './halt.js';
import type { SyncItem } from './orchestrator.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import type { Settlement } from './reconcile.js';
import { recover } from './recover.js';
import { journalLine, noAccount, type Step } from './step.js';
import { StrangerError } from './verify-account.js';

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
  const recovery = recover(error, link.attempts, runtime.random);
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
    case 'gone':
      return settleGone(context, link, view, facts, recreate);
    case 'correlate':
      return parked(context, link, facts, `${message} ${await whoHolds(context, link, view)}`);
    case 'park':
      return parked(context, link, facts, message);
  }
}

/** A leaver's account that is gone needs nothing more; anybody else's is never made anew without an operator. */
function settleGone(context: PerformContext, link: Link, view: View, facts: LinkFacts, recreate: boolean): Settled {
  const { runtime } = context;
  const leaver = view.resource === undefined || view.resource.attributes.active === false;
  if (leaver || recreate || link.doubtful === 'remove') {
    const journal = journalLine(runtime, link, 'gone', {
      reason: `account ${link.accountId ?? ''} no longer exists there`,
    });
    const state = view.resource === undefined ? 'tombstone' : 'new';
    return settled(link, { again: true, facts: { ...noAccount, state }, journal }, 0, 'healthy', 'gone');
  }
  const reason =
    `account ${link.accountId ?? ''} no longer exists at ${runtime.name}: it was deleted there, or an older backup was restored. ` +
    `\`linkspan sync ${runtime.name} ${link.label}\` makes it anew.`;
  return parked(context, link, facts, reason);
}

async function whoHolds({ runtime, finder, signal }: PerformContext, link: Link, view: View): Promise<string> {
  const advice = 'Change the value here or there.';
  try {
    const fields = view.desired?.fields ?? {};
    const input = { application: runtime.name, link, rules: runtime.rules, fields, altered: [] };
    const correlation = await correlate(input, finder, runtime.store.links, signal);
    return correlation.kind === 'park' ? correlation.reason : advice;
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
