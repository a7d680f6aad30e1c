import { expect, test } from 'vitest';
import type { ReceiverStatus } from '../events/read-receivers.js';
import { findEventConditions } from './find-event-conditions.js';

const well: ReceiverStatus = {
  name: 'siem',
  delivery: 'push',
  directory: 'main',
  position: 5,
  behind: 3,
  waiting: 0,
  delivered: 2,
  attempts: 0,
  refused: [],
  refusedCount: 0,
  lost: 0,
};

const rows: [what: string, status: Partial<ReceiverStatus>, keys: string[], patience?: number][] = [
  ['that is well', {}, []],
  ['that refuses us', { haltedAt: 1, attempts: 1, error: '401' }, ['events siem']],
  ['that does not answer', { attempts: 1 }, ['events siem'], 15 * 60_000],
  ['that refused some', { refusedCount: 2 }, ['events-refused siem']],
  ['that lost some', { lost: 4, lostAt: 9 }, ['events-lost siem 9']],
];
test.each(rows)('a receiver %s is told of as it should be', (_, status, keys, patience) => {
  const found = findEventConditions([{ ...well, ...status }]);
  expect(found.map(({ key }) => key)).toEqual(keys);
  expect(found[0]?.patience).toBe(patience);
});
