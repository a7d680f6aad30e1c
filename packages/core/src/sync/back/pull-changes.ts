import { ConnectorError } from '../../connector/connector-error.js';
import type { BackState } from '../../store/application-store.js';
import type { Runtime } from '../runtime.js';
import { compareListing } from './compare-listing.js';
import { judgeNewcomers } from './judge-newcomers.js';
import { noteDeltas } from './note-deltas.js';

export interface PullOptions {
  readonly signal: AbortSignal;
  /** Lists whatever the feed says. */
  readonly list?: boolean;
}

/**
 * Asks the application what has changed: by its feed, from where it stood, or, where there is none, where it has a gap, and the first time, by
 * a listing. The checkpoint moves only when what lies before it is durable.
 *
 * @throws ConnectorError, StrangerError where this is another site
 */
export async function pullChanges(runtime: Runtime, options: PullOptions): Promise<void> {
  await runtime.site.require(options.signal, 60_000);
  const state = await readBackState(runtime);
  const feed = await readFeed(runtime, state, options.signal);
  const lists = options.list === true || feed.gap || state.baseline !== true;
  if (lists) await compareListing(runtime, { first: state.baseline !== true, signal: options.signal });
  await saveBackState(runtime, {
    ...feed.state,
    ...(lists && { baseline: true as const, listedAt: runtime.now() }),
    reason: feed.reason ?? null,
    failure: null,
    way: feed.read ? 'feed' : 'listing',
    pulledAt: runtime.now(),
  });
  await judgeNewcomers(runtime, options.signal);
}

interface FeedRead {
  readonly read: boolean;
  readonly state: Pick<BackState, 'checkpoint'>;
  /** Not all can be told by it. */
  readonly gap: boolean;
  /** Why it is not used. */
  readonly reason?: string;
}

async function readFeed(runtime: Runtime, before: BackState, signal: AbortSignal): Promise<FeedRead> {
  const { accounts, back } = runtime;
  if (back?.policy.source.includes('feed') !== true) return noFeed('twoWay.source does not name feed');
  if (accounts.changes === undefined) return noFeed('the connector has no feed of changes');
  let checkpoint = before.checkpoint;
  let gap = false;
  for (;;) {
    const changes = await accounts.changes(checkpoint, signal).catch((error: unknown) => {
      if (ConnectorError.is(error) && error.kind === 'unsupported') return error;
      throw error;
    });
    if (ConnectorError.is(changes)) return noFeed(changes.message);
    await noteDeltas(runtime, changes.items);
    gap ||= !changes.complete;
    const stands = changes.checkpoint === checkpoint;
    if (stands && changes.more)
      throw new ConnectorError('invalid', `${runtime.name}: its feed says that there is more, and goes nowhere`);
    checkpoint = changes.checkpoint;
    // After a gap it moves with the listing that fills it: broken off in between, the gap is found again.
    if (!gap && !stands) await saveBackState(runtime, { checkpoint });
    if (!changes.more || signal.aborted) return { read: true, state: { checkpoint }, gap };
  }
}

function noFeed(reason: string): FeedRead {
  return { read: false, state: {}, gap: true, reason };
}

export async function readBackState({ name, store, type }: Runtime): Promise<BackState> {
  return (await store.applications.get(name)).back?.[type] ?? {};
}

type BackPatch = { readonly [Key in keyof BackState]?: Exclude<BackState[Key], undefined> | null };

/** What is not named stays as whoever else may have written it by now; null clears. */
export async function saveBackState({ name, store, type }: Runtime, patch: BackPatch): Promise<void> {
  const { back } = await store.applications.get(name);
  const merged = Object.entries({ ...back?.[type], ...patch }).filter(([, value]) => value !== null);
  await store.applications.update(name, { back: { ...back, [type]: Object.fromEntries(merged) } });
}
