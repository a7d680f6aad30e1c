import { createHttpClient, type JournalLine } from '@linkspan/core';
import type { EventSet, EventStore, ReceiverLease, ReceiverState } from '../store/index.js';
import { createJti } from './create-jti.js';
import type { MakeSet } from './create-set-maker.js';
import type { PushReceiver } from './event-receiver.js';
import { planWait } from './plan-wait.js';
import { type PostOutcome, postSet } from './post-set.js';

export interface PushOptions {
  readonly store: EventStore;
  readonly makeSet: MakeSet;
  follow(after: number, limit: number): Promise<readonly JournalLine[]>;
  /** Names this server among those on the same database. */
  readonly owner: string;
  now(): number;
}

/** Longer than one attempt. */
const leaseTime = 20_000;
const timeout = 10_000;
const linesAtOnce = 200;
const againAtOnce = 50;
const mostAnswer = 64 * 1024;
const silent = { debug() {}, info() {}, warn() {} };

/**
 * Posts what is due to one receiver, in the order of the journal, one at a time (RFC 8935). True: there is more to do at once. What is
 * broken off, with this process too, is done again by the next pass, under the same `jti`.
 */
export async function pushEvents(
  options: PushOptions,
  receiver: PushReceiver,
  before: ReceiverState,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, follow, owner, now } = options;
  const { name } = receiver;
  if (before.haltedAt !== undefined || (before.dueAt ?? 0) > now()) return false;
  const [again] = await store.listSets(name, 'waiting', 1);
  if (again === undefined && (await follow(before.position, 1)).length === 0) return false;
  const claimed = await store.claim(name, { owner, now: now(), milliseconds: leaseTime });
  if (claimed === undefined) return false;
  try {
    return await pass(options, receiver, claimed, signal);
  } finally {
    await store.release(name, owner);
  }
}

async function pass(
  { store, makeSet, follow, owner, now }: PushOptions,
  receiver: PushReceiver,
  claimed: ReceiverState,
  signal: AbortSignal,
): Promise<boolean> {
  const { name, url } = receiver;
  const ending = new AbortController();
  const http = createHttpClient(
    { baseUrl: url, timeout, maxResponseSize: mostAnswer },
    { log: silent, name, signal: ending.signal },
  );
  let state = claimed;
  const lease = (): ReceiverLease => ({ owner, now: now(), milliseconds: leaseTime });

  async function keep(next: ReceiverState, sets?: { readonly done?: number; readonly refused?: EventSet }) {
    const isKept = await store.save(next, lease(), sets);
    if (isKept) state = next;
    return isKept;
  }

  /** `none`: it is no event for this receiver. */
  async function attempt(line: JournalLine): Promise<PostOutcome | 'none'> {
    let token: string | undefined;
    try {
      token = await makeSet(line, receiver);
    } catch (error) {
      return {
        kind: 'later',
        error: `it could not be made: ${error instanceof Error ? error.message : String(error)}`,
      };
    }
    return token === undefined ? 'none' : postSet(http, token, receiver, signal);
  }

  /** False: the pass ends here, since it is not to be tried on, or another server has the receiver now. */
  async function settle({ seq, ...line }: JournalLine, outcome: PostOutcome, reached: ReceiverState): Promise<boolean> {
    const at = now();
    if (outcome.kind === 'taken') {
      const { error: _, errorAt: __, dueAt: ___, ...kept } = reached;
      return keep({ ...kept, attempts: 0, delivered: kept.delivered + 1, deliveredAt: at }, { done: seq });
    }
    if (signal.aborted) return false;
    const { error } = outcome;
    const told = { error, errorAt: at };
    if (outcome.kind === 'refused') {
      const refused = { seq, jti: createJti(name, { seq, ...line }), at, error };
      return keep({ ...reached, ...told, attempts: 0 }, { refused });
    }
    const attempts = state.attempts + 1;
    const next = outcome.kind === 'halted' ? { haltedAt: at } : { dueAt: at + planWait(attempts, outcome.wait) };
    await keep({ ...state, ...told, attempts, ...next });
    return false;
  }

  /** What an operator sends again comes first. */
  async function sendAgain(): Promise<boolean> {
    const sets = await store.listSets(name, 'waiting', againAtOnce);
    const lines = await store.readLines(sets.map(({ seq }) => seq));
    const gone = sets.filter(({ seq }) => lines.every((line) => line.seq !== seq)).map(({ seq }) => seq);
    await store.drop(name, gone, { at: now() });
    for (const line of lines) {
      const outcome = await attempt(line);
      if (outcome === 'none') await store.drop(name, [line.seq]);
      else if (!(await settle(line, outcome, state))) return false;
    }
    return true;
  }

  async function sendNew(): Promise<boolean> {
    const lines = await follow(state.position, linesAtOnce);
    const [first] = lines;
    if (first === undefined) return false;
    const lost = await store.countLost(state.position, first.seq);
    if (lost > 0) state = { ...state, lost: state.lost + lost, lostAt: now() };
    let written = state.position;
    for (const line of lines) {
      if (signal.aborted) return false;
      const reached = { ...state, position: line.seq };
      const outcome = await attempt(line);
      // Written with the next one that is posted, or at the end.
      if (outcome === 'none') state = reached;
      else if (!(await settle(line, outcome, reached))) return false;
      else written = line.seq;
    }
    return (written === state.position || (await keep(state))) && lines.length === linesAtOnce;
  }

  try {
    return (await sendAgain()) && (await sendNew());
  } finally {
    ending.abort();
  }
}
