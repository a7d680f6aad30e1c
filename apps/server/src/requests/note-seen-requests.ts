import { joinSql, type Session, sql } from '../store/index.js';
import { kindOfRequest, pathOf } from './kind-of-request.js';
import type { RequestEntry } from './request-entry.js';

/** A path is shown, never looked up by. */
const longestPath = 256;

/** Remembers the newest request of each kind: one row for any number of requests. */
export async function noteSeenRequests(session: Session, entries: readonly RequestEntry[]): Promise<void> {
  const newest = new Map<string, { readonly kind: string; readonly entry: RequestEntry }>();
  for (const entry of entries) {
    const kind = kindOfRequest(entry);
    const key = JSON.stringify([entry.client, kind]);
    const known = newest.get(key);
    if (known === undefined || known.entry.at <= entry.at) newest.set(key, { kind, entry });
  }
  // In one order, so that servers on one database do not wait for each other in a circle.
  const rows = [...newest].sort(([left], [right]) => (left < right ? -1 : 1));
  if (rows.length === 0) return;
  const values = rows.map(
    ([
      ,
      {
        kind,
        entry: { client, at, method, path, status },
      },
    ]) => {
      return sql`(${client}, ${kind}, ${at}, ${method}, ${pathOf(path).slice(0, longestPath)}, ${status})`;
    },
  );
  await session.all(sql`
    insert into seen_requests (client, kind, at, method, path, status) values ${joinSql(values, ', ')}
    on conflict (client, kind) do update
      set at = excluded.at, method = excluded.method, path = excluded.path, status = excluded.status
      where excluded.at >= seen_requests.at`);
}
