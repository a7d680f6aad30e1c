import { type Application, ConnectorError } from '@linkspan/core';

/** How soon, and how, what changes at an application comes back. */
export interface TwoWayPromise {
  /** `webhook`: the application says by itself when there is something in its feed. */
  readonly way: 'webhook' | 'feed' | 'listing';
  /** Milliseconds at most while all is well; absent: only when a webhook comes. */
  readonly within?: number;
  /** Why not better. */
  readonly reason?: string;
}

/** Milliseconds from a webhook to the change, while all is well. */
const soon = 10_000;

/** Asks whether there is a feed; undefined where nothing comes back. Asks nothing else. */
export async function findTwoWayPromise(
  { policy, connector }: Pick<Application, 'policy' | 'connector'>,
  signal: AbortSignal,
): Promise<TwoWayPromise | undefined> {
  const { twoWay } = policy;
  if (twoWay === undefined) return undefined;
  const { source, poll } = twoWay;
  const polled = source.includes('poll') ? { within: poll } : {};
  const why = source.includes('feed') ? await findFeedProblem(connector, signal) : 'twoWay.source does not name feed';
  const told = source.includes('webhook') ? findWebhookProblem(connector) : 'twoWay.source does not name webhook';
  if (why !== undefined) return { way: 'listing', ...polled, reason: why };
  return told === undefined ? { way: 'webhook', within: soon } : { way: 'feed', ...polled, reason: told };
}

async function findFeedProblem({ users }: Application['connector'], signal: AbortSignal): Promise<string | undefined> {
  if (users?.changes === undefined) return 'its connector has no feed of changes';
  try {
    await users.changes(undefined, signal);
    return undefined;
  } catch (error) {
    if (ConnectorError.is(error)) return error.message;
    throw error;
  }
}

function findWebhookProblem({ webhook }: Application['connector']): string | undefined {
  return webhook === undefined ? 'no webhook is set up for it in the configuration' : undefined;
}
