import type { ReceiverStatus } from '../events/read-receivers.js';
import type { Condition } from './condition.js';

const minute = 60_000;

/** Receivers of security events that refuse us, do not answer, refused something, or lost something. */
export function findEventConditions(receivers: readonly ReceiverStatus[]): readonly Condition[] {
  return receivers.flatMap((receiver) => [
    ...describeStanding(receiver),
    ...describeRefused(receiver),
    ...describeLost(receiver),
  ]);
}

function describeStanding({
  name,
  haltedAt,
  attempts,
  error = 'it does not answer',
}: ReceiverStatus): readonly Condition[] {
  const about = { key: `events ${name}`, kind: 'events', weight: 1 } as const;
  if (haltedAt !== undefined) {
    const title = `Events for ${name} are halted: ${error}`;
    return [{ ...about, title, remedy: `correct it, then linkspan events retry ${name}` }];
  }
  if (attempts === 0) return [];
  const title = `Events for ${name} are not taken: ${error}`;
  return [{ ...about, title, remedy: 'linkspan events; they are tried again by themselves', patience: 15 * minute }];
}

function describeRefused({ name, refusedCount, error }: ReceiverStatus): readonly Condition[] {
  if (refusedCount === 0) return [];
  const title = `${name} refused ${refusedCount} ${refusedCount === 1 ? 'event' : 'events'}`;
  const remedy = `linkspan events, then linkspan events retry ${name}`;
  const details = error === undefined ? {} : { details: [error] };
  return [{ key: `events-refused ${name}`, kind: 'events', title, ...details, remedy, weight: refusedCount }];
}

function describeLost({ name, lost, lostAt }: ReceiverStatus): readonly Condition[] {
  if (lostAt === undefined) return [];
  const title = `Up to ${lost} changes were forgotten before ${name} was told of them`;
  const remedy = 'let the receiver read the directory anew';
  return [{ key: `events-lost ${name} ${lostAt}`, kind: 'events', title, remedy, weight: lost, event: true }];
}
