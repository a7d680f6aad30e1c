import type { JournalLine } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { followJournal } from '../journal/follow-journal.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { countLost } from './count-lost.js';
import { findReceiver, listSets, writeReceiver } from './receiver-row.js';
import type { EventSet, ReceiverState } from './receiver-state.js';

export interface Hand {
  readonly now: number;
  /** Handed out at most. */
  readonly limit: number;
  readonly acknowledged: readonly string[];
  /** By `jti`. */
  readonly refused: ReadonlyMap<string, string>;
  /** Of a line that is an event for this receiver. */
  jtiOf(line: JournalLine): string | undefined;
}

const linesAtOnce = 500;
/** A poll that finds nothing in so many lines is asked again for more of them. */
const mostLines = 5_000;

/** There is nothing to take and nothing to hand out. */
export async function isIdle(session: Session, name: string, { acknowledged, refused, now }: Hand): Promise<boolean> {
  if (acknowledged.length > 0 || refused.size > 0) return false;
  const state = await findReceiver(session, name);
  if (state === undefined) return true;
  if ((await listSets(session, name, 'waiting', 1)).length > 0) return false;
  return (await followJournal(session, state.position, 1, now)).length === 0;
}

/** In one transaction, in which nobody else hands out to this receiver: what is not acknowledged comes again before what is new. */
export async function handOut(
  session: Session,
  dialect: Dialect,
  name: string,
  hand: Hand,
): Promise<{ readonly sets: readonly EventSet[]; readonly more: boolean }> {
  const found = await findReceiver(session, name, dialect.forUpdate);
  if (found === undefined) return { sets: [], more: false };
  const settled = await settle(session, dialect, found, hand);
  const waiting = await listSets(session, name, 'waiting', hand.limit + 1);
  if (waiting.length > hand.limit) {
    if (settled !== found) await writeReceiver(session, settled);
    return { sets: waiting.slice(0, hand.limit), more: true };
  }
  const scan = await findNew(session, settled, hand, hand.limit - waiting.length);
  if (scan.sets.length > 0) await insertWaiting(session, dialect, name, scan.sets);
  if (scan.state !== found) await writeReceiver(session, scan.state);
  return { sets: [...waiting, ...scan.sets], more: scan.more };
}

async function settle(session: Session, dialect: Dialect, state: ReceiverState, hand: Hand): Promise<ReceiverState> {
  const { acknowledged, refused, now } = hand;
  const { name } = state;
  const taken =
    acknowledged.length === 0
      ? []
      : await session.all(sql`
          delete from event_sets where receiver = ${name} and state = 'waiting' and jti in (${dialect.texts(acknowledged)})
          returning seq`);
  for (const [jti, error] of refused) {
    await session.all(sql`
      update event_sets set state = 'refused', at = ${now}, error = ${error}
      where receiver = ${name} and state = 'waiting' and jti = ${jti}`);
  }
  if (taken.length === 0) return state;
  return { ...state, delivered: state.delivered + taken.length, deliveredAt: now };
}

async function findNew(session: Session, before: ReceiverState, hand: Hand, room: number) {
  const sets: EventSet[] = [];
  let state = before;
  for (let looked = 0; sets.length < room && looked < mostLines; looked += linesAtOnce) {
    const lines = await followJournal(session, state.position, linesAtOnce, hand.now);
    const [first] = lines;
    if (first === undefined) return { state, sets, more: false };
    const lost = await countLost(session, state.position, first.seq);
    if (lost > 0) state = { ...state, lost: state.lost + lost, lostAt: hand.now };
    for (const line of lines) {
      if (sets.length === room) break;
      const jti = hand.jtiOf(line);
      if (jti !== undefined) sets.push({ seq: line.seq, jti, at: hand.now });
      state = { ...state, position: line.seq };
    }
    if (sets.length < room && lines.length < linesAtOnce) return { state, sets, more: false };
  }
  const next = await followJournal(session, state.position, linesAtOnce, hand.now);
  return { state, sets, more: next.some((line) => hand.jtiOf(line) !== undefined) || next.length === linesAtOnce };
}

async function insertWaiting(session: Session, dialect: Dialect, name: string, sets: readonly EventSet[]) {
  await session.all(sql`
    insert into event_sets (receiver, seq, jti, state, at)
    select ${name}, cast(v.value ->> 'seq' as bigint), v.value ->> 'jti', 'waiting', cast(v.value ->> 'at' as bigint)
    from ${dialect.rows(sets)} v where true on conflict do nothing`);
}
