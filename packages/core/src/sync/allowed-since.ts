import type { ApplicationRecord } from '../store/application-store.js';
import type { Operation } from '../store/link.js';
import type { ApplicationPolicy, Operations } from './application.js';

export type AllowedSince = NonNullable<ApplicationRecord['allowedSince']>;

const names: readonly Operation[] = ['create', 'update', 'deactivate', 'delete'];

/** Pure: since when each way may do what it may do by itself; what was allowed before keeps its time. */
export function allowedSince(
  { automatic, schedules }: Pick<ApplicationPolicy, 'automatic' | 'schedules'>,
  before: AllowedSince | undefined,
  now: number,
): AllowedSince {
  const times = (ways: readonly Operations[], known: AllowedSince['automatic'] = {}) =>
    Object.fromEntries(
      names.filter((name) => ways.some((way) => way[name])).map((name) => [name, known[name] ?? now] as const),
    );
  return {
    automatic: times(automatic === false ? [] : [automatic], before?.automatic),
    schedule: times(
      schedules.map(({ operations }) => operations),
      before?.schedule,
    ),
  };
}
