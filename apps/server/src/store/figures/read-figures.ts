import type { Database } from '../database.js';
import type { Session } from '../session.js';
import { type Sql, sql, verbatim } from '../sql.js';
import { type ConflictedLinks, countConflicts } from './count-conflicts.js';
import { countHolds, type HeldLinks } from './count-holds.js';
import { countLeavers, type OpenLeavers } from './count-leavers.js';
import { countNewcomers, type ReportedNewcomers } from './count-newcomers.js';
import { readTwoWay, type TwoWayFigures } from './read-two-way.js';

export interface DueLinks {
  readonly application: string;
  readonly links: number;
  /** The earliest time at which one is due, in milliseconds. */
  readonly oldest: number;
}

/** How much there is of what, over the whole database; each a walk over an index or a count. */
export interface Figures {
  readonly states: readonly { readonly application: string; readonly state: string; readonly links: number }[];
  /** Those whose time has come. */
  readonly due: readonly DueLinks[];
  readonly stale: readonly { readonly application: string; readonly links: number }[];
  readonly holds: readonly HeldLinks[];
  readonly leavers: readonly OpenLeavers[];
  readonly conflicts: readonly ConflictedLinks[];
  readonly newcomers: readonly ReportedNewcomers[];
  readonly twoWay: readonly TwoWayFigures[];
  /** Begun since `runsSince`. */
  readonly runs: readonly {
    readonly application: string;
    readonly kind: string;
    readonly state: string;
    readonly runs: number;
  }[];
  /** Changes that no link knows of yet; at most `mostMarks`. */
  readonly marks: number;
  /** The journal's last line. */
  readonly journal: number;
}

const mostMarks = 100_000;

type Times = { readonly now: number; readonly runsSince: number };

export async function readFigures(database: Database, { now, runsSince }: Times): Promise<Figures> {
  const { read } = database;
  const [states, due, stale, runs, holds, leavers, conflicts, newcomers, twoWay, marks, journal] = await Promise.all([
    rows(read, verbatim('select application, state, count(*) as links from links group by application, state')),
    rows(
      read,
      sql`select application, count(*) as links, min(due_at) as oldest from links
        where due_at is not null and due_at <= ${now} group by application`,
    ),
    rows(read, verbatim('select application, count(*) as links from links where stale group by application')),
    rows(
      read,
      sql`select application, kind, state, count(*) as runs from runs
        where started_at >= ${runsSince} group by application, kind, state`,
    ),
    countHolds(database),
    countLeavers(database),
    countConflicts(database),
    countNewcomers(database),
    readTwoWay(database),
    rows(read, sql`select count(*) as marks from (select 1 from marks limit ${mostMarks}) as waiting`),
    rows(read, verbatim('select max(seq) as seq from journal')),
  ]);
  const application = (row: Row) => String(row.application);
  return {
    states: states.map((row) => ({
      application: application(row),
      state: String(row.state),
      links: Number(row.links),
    })),
    due: due.map((row) => ({
      application: application(row),
      links: Number(row.links),
      oldest: Number(row.oldest),
    })),
    stale: stale.map((row) => ({ application: application(row), links: Number(row.links) })),
    runs: runs.map((row) => ({
      application: application(row),
      kind: String(row.kind),
      state: String(row.state),
      runs: Number(row.runs),
    })),
    holds,
    leavers,
    conflicts,
    newcomers,
    twoWay,
    marks: Number(marks[0]?.marks ?? 0),
    journal: Number(journal[0]?.seq ?? 0),
  };
}

type Row = Readonly<Record<string, string | number | null>>;

/** PostgreSQL sends counts as text. */
const rows = (session: Session, statement: Sql) => session.all<Row>(statement);
