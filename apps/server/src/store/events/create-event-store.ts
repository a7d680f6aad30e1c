import type { JournalLine } from '@linkspan/core';
import type { Database } from '../database.js';
import { type JournalRow, toLine } from '../journal/journal-row.js';
import { sql } from '../sql.js';
import { countLost } from './count-lost.js';
import { type Hand, handOut, isIdle } from './hand-out.js';
import { findReceiver, listSets, writeReceiver } from './receiver-row.js';
import type { EventSet, EventSetState, ReceiverState } from './receiver-state.js';
import { resumeReceiver } from './resume-receiver.js';

/** Who holds a receiver, and until when nobody else may. */
export interface ReceiverLease {
  readonly owner: string;
  readonly now: number;
  readonly milliseconds: number;
}

/** How far each receiver of security events is. Times are milliseconds since 1970. */
export interface EventStore {
  find(name: string): Promise<ReceiverState | undefined>;
  /** A new one begins at the journal's end; one that is configured anew is tried again. */
  register(name: string, fingerprint: string): Promise<ReceiverState>;
  /** Undefined while another holds it. */
  claim(name: string, lease: ReceiverLease): Promise<ReceiverState | undefined>;
  /** Also makes the lease longer. False, and nothing written: it was not held any more. */
  save(
    state: ReceiverState,
    lease: ReceiverLease,
    sets?: { readonly done?: number; readonly refused?: EventSet },
  ): Promise<boolean>;
  release(name: string, owner: string): Promise<void>;
  listSets(name: string, state: EventSetState, limit: number): Promise<readonly EventSet[]>;
  countSets(name: string, state: EventSetState): Promise<number>;
  /** They are not handed out again; `lost`: since their lines were forgotten. */
  drop(name: string, seqs: readonly number[], lost?: { readonly at: number }): Promise<void>;
  /** By `seq`; those that were forgotten are absent. */
  readLines(seqs: readonly number[]): Promise<readonly JournalLine[]>;
  /** How many lines behind `position` were forgotten, where the first that there is has the number `first`. */
  countLost(position: number, first: number): Promise<number>;
  /** The journal's last number. */
  findEnd(): Promise<number>;
  /** One poll: takes acknowledgements and refusals, and hands out what is next. */
  handOut(name: string, hand: Hand): Promise<{ readonly sets: readonly EventSet[]; readonly more: boolean }>;
  /** Tries at once what waited or was halted, and sends refused sets again. Resolves with their number; undefined: there is no such receiver. */
  resume(name: string): Promise<number | undefined>;
}

export function createEventStore(database: Database): EventStore {
  const { read, write, dialect } = database;
  return {
    find: (name) => findReceiver(read, name),
    async register(name, fingerprint) {
      const known = await findReceiver(read, name);
      if (known?.fingerprint === fingerprint) return known;
      return write(async (session) => {
        await session.all(sql`
          insert into event_receivers (name, position, delivered, attempts, fingerprint, lost)
          select ${name}, coalesce(max(seq), 0), 0, 0, ${fingerprint}, 0 from journal where true
          on conflict (name) do nothing`);
        const found = await findReceiver(session, name, dialect.forUpdate);
        if (found === undefined) throw new Error(`the receiver ${name} was taken away`);
        if (found.fingerprint === fingerprint) return found;
        const { haltedAt: _, dueAt: __, ...kept } = found;
        const renewed: ReceiverState = { ...kept, attempts: 0, fingerprint };
        await writeReceiver(session, renewed);
        return renewed;
      });
    },
    claim: (name, { owner, now, milliseconds }) =>
      write(async (session) => {
        const rows = await session.all(sql`
          update event_receivers set lease_owner = ${owner}, lease_until = ${now + milliseconds}
          where name = ${name} and (lease_owner is null or lease_owner = ${owner} or lease_until <= ${now})
          returning name`);
        return rows.length === 0 ? undefined : findReceiver(session, name);
      }),
    save: (state, { owner, now, milliseconds }, { done, refused } = {}) =>
      write(async (session) => {
        const held = await session.all(sql`
          update event_receivers set lease_until = ${now + milliseconds}
          where name = ${state.name} and lease_owner = ${owner} returning name`);
        if (held.length === 0) return false;
        await writeReceiver(session, state);
        if (done !== undefined)
          await session.all(sql`delete from event_sets where receiver = ${state.name} and seq = ${done}`);
        if (refused)
          await session.all(sql`
            insert into event_sets (receiver, seq, jti, state, at, error)
            values (${state.name}, ${refused.seq}, ${refused.jti}, 'refused', ${refused.at}, ${refused.error ?? null})
            on conflict (receiver, seq) do update set state = excluded.state, at = excluded.at, error = excluded.error`);
        return true;
      }),
    async release(name, owner) {
      await write((session) =>
        session.all(sql`
          update event_receivers set lease_owner = null, lease_until = null
          where name = ${name} and lease_owner = ${owner}`),
      );
    },
    listSets: (name, state, limit) => listSets(read, name, state, limit),
    async countSets(name, state) {
      const [row] = await read.all<{ readonly sets: number | string }>(
        sql`select count(*) as sets from event_sets where receiver = ${name} and state = ${state}`,
      );
      return Number(row?.sets ?? 0);
    },
    async drop(name, seqs, lost) {
      if (seqs.length === 0) return;
      await write(async (session) => {
        for (const seq of seqs)
          await session.all(sql`delete from event_sets where receiver = ${name} and seq = ${seq}`);
        if (lost)
          await session.all(sql`
            update event_receivers set lost = lost + ${seqs.length}, lost_at = ${lost.at} where name = ${name}`);
      });
    },
    async readLines(seqs) {
      if (seqs.length === 0) return [];
      const rows = await read.all<JournalRow>(sql`
        select * from journal
        where seq in (select cast(v.value ->> 'seq' as bigint) from ${dialect.rows(seqs.map((seq) => ({ seq })))} v)
        order by seq`);
      return rows.map(toLine);
    },
    countLost: (position, first) => countLost(read, position, first),
    async findEnd() {
      const [row] = await read.all<{ readonly seq: number | string | null }>(sql`select max(seq) as seq from journal`);
      return Number(row?.seq ?? 0);
    },
    async handOut(name, hand) {
      // Whoever waits for an event asks every second: without a write where there is none.
      if (await isIdle(read, name, hand)) return { sets: [], more: false };
      return write((session) => handOut(session, dialect, name, hand));
    },
    resume: (name) => write((session) => resumeReceiver(session, dialect, name)),
  };
}
