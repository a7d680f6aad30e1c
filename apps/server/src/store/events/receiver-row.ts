import type { Session } from '../session.js';
import { sql, verbatim } from '../sql.js';
import type { EventSet, ReceiverState } from './receiver-state.js';

interface ReceiverRow {
  readonly name: string;
  readonly position: number | string;
  readonly delivered: number | string;
  readonly delivered_at: number | string | null;
  readonly attempts: number;
  readonly due_at: number | string | null;
  readonly halted_at: number | string | null;
  readonly error: string | null;
  readonly error_at: number | string | null;
  readonly fingerprint: string;
  readonly lost: number | string;
  readonly lost_at: number | string | null;
}

interface SetRow {
  readonly seq: number | string;
  readonly jti: string;
  readonly at: number | string;
  readonly error: string | null;
}

/** `lock` keeps the row as it is until the transaction ends. */
export async function findReceiver(
  session: Session,
  name: string,
  lock = verbatim(''),
): Promise<ReceiverState | undefined> {
  const [row] = await session.all<ReceiverRow>(sql`select r.* from event_receivers r where r.name = ${name} ${lock}`);
  return row && toState(row);
}

export function toState(row: ReceiverRow): ReceiverState {
  return {
    name: row.name,
    position: Number(row.position),
    delivered: Number(row.delivered),
    ...(row.delivered_at !== null && { deliveredAt: Number(row.delivered_at) }),
    attempts: row.attempts,
    ...(row.due_at !== null && { dueAt: Number(row.due_at) }),
    ...(row.halted_at !== null && { haltedAt: Number(row.halted_at) }),
    ...(row.error !== null && { error: row.error }),
    ...(row.error_at !== null && { errorAt: Number(row.error_at) }),
    fingerprint: row.fingerprint,
    lost: Number(row.lost),
    ...(row.lost_at !== null && { lostAt: Number(row.lost_at) }),
  };
}

export function toSet(row: SetRow): EventSet {
  return {
    seq: Number(row.seq),
    jti: row.jti,
    at: Number(row.at),
    ...(row.error !== null && { error: row.error }),
  };
}

export function writeReceiver(session: Session, state: ReceiverState) {
  return session.all<{ readonly name: string }>(sql`
    update event_receivers set position = ${state.position}, delivered = ${state.delivered},
      delivered_at = ${state.deliveredAt ?? null}, attempts = ${state.attempts}, due_at = ${state.dueAt ?? null},
      halted_at = ${state.haltedAt ?? null}, error = ${state.error ?? null}, error_at = ${state.errorAt ?? null},
      fingerprint = ${state.fingerprint}, lost = ${state.lost}, lost_at = ${state.lostAt ?? null}
    where name = ${state.name} returning name`);
}

export async function listSets(
  session: Session,
  receiver: string,
  state: 'waiting' | 'refused',
  limit: number,
): Promise<readonly EventSet[]> {
  const rows = await session.all<SetRow>(sql`
    select seq, jti, at, error from event_sets where receiver = ${receiver} and state = ${state} order by seq limit ${limit}`);
  return rows.map(toSet);
}
