import { joinSql, type Session, sql } from '../store/index.js';
import type { SeenRequest } from './create-seen-requests.js';
import { pathOf } from './kind-of-request.js';

/** A path is shown, never looked up by. */
const longestPath = 256;

/** Remembers the newest request of each kind: one row for any number of requests. `seen` has each kind of a client once. */
export async function noteSeenRequests(session: Session, seen: readonly SeenRequest[]): Promise<void> {
  if (seen.length === 0) return;
  const values = seen.map(({ kind, entry: { client, at, method, path, status } }) => {
    return sql`(${client}, ${kind}, ${at}, ${method}, ${pathOf(path).slice(0, longestPath)}, ${status})`;
  });
  await session.all(sql`
    insert into seen_requests (client, kind, at, method, path, status) values ${joinSql(values, ', ')}
    on conflict (client, kind) do update
      set at = excluded.at, method = excluded.method, path = excluded.path, status = excluded.status
      where excluded.at >= seen_requests.at`);
}
