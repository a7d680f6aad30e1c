import type { LinkFacts, LinkStore } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { insertJournal } from '../journal/insert-journal.js';
import { makeGroupsDue } from '../memberships/make-groups-due.js';
import { recordMemberships } from '../memberships/record-memberships.js';
import { parseRowId } from '../row-id.js';
import type { Session } from '../session.js';
import { joinSql, type Sql, sql, verbatim } from '../sql.js';

type RecordParameters = Parameters<LinkStore['record']>;

/** A fact's column, and how its value is kept. */
const columns: { readonly [Key in keyof LinkFacts]-?: { readonly column: string; readonly json?: true } } = {
  state: { column: 'state' },
  label: { column: 'label' },
  reason: { column: 'reason' },
  accountId: { column: 'account_id' },
  identity: { column: 'identity' },
  accountActive: { column: 'account_active' },
  sent: { column: 'sent', json: true },
  readBack: { column: 'read_back', json: true },
  withheld: { column: 'withheld', json: true },
  memo: { column: 'memo', json: true },
  creatingSince: { column: 'creating_since' },
  doubtful: { column: 'doubtful' },
  late: { column: 'late', json: true },
  goneSince: { column: 'gone_since' },
  refusedAccount: { column: 'refused_account' },
  matchedBy: { column: 'matched_by' },
  skipped: { column: 'skipped' },
  hold: { column: 'hold', json: true },
  approved: { column: 'approved' },
  leftAt: { column: 'left_at' },
  closedAt: { column: 'closed_at' },
  deactivatedAt: { column: 'deactivated_at' },
  drift: { column: 'drift', json: true },
  flips: { column: 'flips', json: true },
  back: { column: 'back', json: true },
  errorKind: { column: 'error_kind' },
  lastError: { column: 'last_error' },
  lastErrorAt: { column: 'last_error_at' },
  lastDoneAt: { column: 'last_done_at' },
  origin: { column: 'origin', json: true },
};

interface RecordedLink {
  readonly application: string;
  readonly resource_id: string;
  readonly origin: string | null;
}

/** False where the lease was lost: then nothing is written. */
export async function recordFacts(
  session: Session,
  dialect: Dialect,
  now: number,
  [{ id, revision }, lease, facts, { journal, release, memberships, groupsDue }]: RecordParameters,
): Promise<boolean> {
  const assignments = [...describeFacts(facts), ...(release ? describeRelease(revision, release) : [])];
  // Without facts there is still the lease to be looked at.
  if (assignments.length === 0) assignments.push(verbatim('revision = revision'));
  const [link] = await session.all<RecordedLink>(sql`
    update links set ${joinSql(assignments, ', ')}
    where id = ${parseRowId(id)} and lease_token = ${lease.token} returning application, resource_id, origin`);
  if (link === undefined) return false;
  const { application, resource_id: resourceId, origin } = link;
  if (memberships) await recordMemberships(session, dialect, { application, group: resourceId }, memberships);
  if (groupsDue) await makeGroupsDue(session, dialect, { application, member: resourceId, origin }, groupsDue);
  if (journal !== undefined) await insertJournal(session, [journal], now);
  return true;
}

function describeFacts(facts: LinkFacts): Sql[] {
  return Object.entries(columns).flatMap(([name, { column, json }]) => {
    const value = facts[name as keyof LinkFacts];
    if (value === undefined) return [];
    const isText = value !== null && (json || typeof value === 'object');
    return [sql`${verbatim(column)} = ${isText ? JSON.stringify(value) : value}`];
  });
}

/** A link that was touched, or spoken of, meanwhile stays due, stale and to be looked at as that left it. */
function describeRelease(
  revision: number,
  { dueAt, attempts, stale, looked }: NonNullable<RecordParameters[3]['release']>,
): readonly Sql[] {
  return [
    sql`lease_token = null`,
    sql`lease_until = null`,
    sql`due_at = case when revision = ${revision} then cast(${dueAt ?? null} as bigint) else due_at end`,
    sql`attempts = case when revision = ${revision} then cast(${attempts} as integer) else attempts end`,
    sql`stale = case when revision = ${revision} then ${verbatim(String(stale === true))} else stale end`,
    ...(looked ? [sql`look = case when revision = ${revision} then null else look end`] : []),
  ];
}
