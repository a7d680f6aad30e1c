import { type Sql, verbatim } from '../sql.js';

/** For an update of `links`: the earlier of the link's own time and the one in the row called `other`; no time there changes nothing. */
export function earlierDueTime(other: string): Sql {
  return verbatim(
    `case when links.due_at <= ${other}.due_at or ${other}.due_at is null then links.due_at else ${other}.due_at end`,
  );
}
