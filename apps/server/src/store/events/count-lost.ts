import type { Session } from '../session.js';
import { sql } from '../sql.js';

/**
 * History is forgotten from its beginning: where the line at `position` and all before it are gone, what is missing behind it is gone too.
 * A gap behind a line that is there is one that a rollback left.
 */
export async function countLost(session: Session, position: number, first: number): Promise<number> {
  if (position === 0 || first <= position + 1) return 0;
  const before = await session.all(sql`select seq from journal where seq <= ${position} order by seq desc limit 1`);
  return before.length > 0 ? 0 : first - position - 1;
}
