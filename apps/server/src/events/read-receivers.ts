import type { Configuration } from '../config/configuration.js';
import { createEventStore, createSqlStore, type Database, type EventSet } from '../store/index.js';

/** How it stands with one receiver of security events. Times are milliseconds since 1970. */
export interface ReceiverStatus {
  readonly name: string;
  readonly delivery: 'push' | 'poll';
  readonly directory: string;
  /** Absent: no server has begun with it yet. */
  readonly position?: number;
  /** Lines of the journal behind it; not every one is an event for it. */
  readonly behind: number;
  /** Handed out or to be sent again, and not acknowledged. */
  readonly waiting: number;
  /** Since when what comes next has waited. */
  readonly oldest?: number;
  readonly delivered: number;
  readonly deliveredAt?: number;
  readonly haltedAt?: number;
  readonly dueAt?: number;
  readonly attempts: number;
  readonly error?: string;
  readonly errorAt?: number;
  readonly refused: readonly EventSet[];
  readonly refusedCount: number;
  readonly lost: number;
  readonly lostAt?: number;
}

const shownRefused = 20;

export async function readReceivers(
  { events }: Pick<Configuration, 'events'>,
  database: Database,
): Promise<readonly ReceiverStatus[]> {
  const store = createEventStore(database);
  const { journal } = createSqlStore(database);
  const end = await store.findEnd();
  const read = Object.entries(events).map(async ([name, { delivery, directory }]): Promise<ReceiverStatus> => {
    const known = { name, delivery, directory };
    const state = await store.find(name);
    if (state === undefined)
      return { ...known, behind: 0, waiting: 0, delivered: 0, attempts: 0, refused: [], refusedCount: 0, lost: 0 };
    const { fingerprint: _, ...shown } = state;
    const [waiting] = await store.listSets(name, 'waiting', 1);
    const [next] = await journal.follow(state.position, 1);
    const oldest = waiting?.at ?? (next && Date.parse(next.at));
    return {
      ...known,
      ...shown,
      behind: Math.max(0, end - state.position),
      waiting: await store.countSets(name, 'waiting'),
      ...(oldest !== undefined && { oldest }),
      refused: await store.listSets(name, 'refused', shownRefused),
      refusedCount: await store.countSets(name, 'refused'),
    };
  });
  return Promise.all(read);
}
