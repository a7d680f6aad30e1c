import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';
import { findReceiver, writeReceiver } from './receiver-row.js';

export async function resumeReceiver(session: Session, dialect: Dialect, name: string): Promise<number | undefined> {
  const found = await findReceiver(session, name, dialect.forUpdate);
  if (found === undefined) return undefined;
  const { haltedAt: _, dueAt: __, ...kept } = found;
  await writeReceiver(session, { ...kept, attempts: 0 });
  const again = await session.all(sql`
    update event_sets set state = 'waiting', error = null where receiver = ${name} and state = 'refused' returning seq`);
  return again.length;
}
