import fc from 'fast-check';
import { type FaultName, faults } from '../histories/fault.js';
import { attributes, names, type TwoWayEvent, type TwoWayHistory } from './two-way-history.js';

const name = fc.constantFrom(...names);
const process = fc.nat({ max: 1 });
const says = fc.constantFrom(...attributes);
const seldom = fc.nat({ max: 3 }).map((drawn) => drawn === 0);

const of = <Kind extends TwoWayEvent['kind']>(kind: Kind) => fc.constant(kind);

const events: readonly fc.WeightedArbitrary<TwoWayEvent>[] = [
  {
    weight: 6,
    arbitrary: fc.record(
      { kind: of('put'), name, says: fc.subarray([...attributes]), active: fc.boolean() },
      { requiredKeys: ['kind', 'name', 'says'] },
    ),
  },
  { weight: 4, arbitrary: fc.record({ kind: of('patch'), name, says, clear: seldom }) },
  { weight: 1, arbitrary: fc.record({ kind: of('delete'), name }) },
  { weight: 2, arbitrary: fc.record({ kind: of('member'), name, joins: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: of('members') }) },
  { weight: 8, arbitrary: fc.record({ kind: of('edit'), name, says, clear: seldom, between: seldom }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: of('clash'),
      name,
      says,
      first: fc.constantFrom('directory' as const, 'application' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: of('role'), name, given: fc.boolean(), between: seldom }) },
  { weight: 3, arbitrary: fc.record({ kind: of('state'), name, active: fc.boolean(), between: seldom }) },
  { weight: 1, arbitrary: fc.record({ kind: of('account gone'), name }) },
  { weight: 2, arbitrary: fc.record({ kind: of('account new'), name }) },
  { weight: 1, arbitrary: fc.record({ kind: of('protected edit') }) },
  { weight: 1, arbitrary: fc.record({ kind: of('feed reset') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: of('feed late'), milliseconds: fc.constantFrom(500, 7_000) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: of('resolve'),
      process,
      take: fc.constantFrom('directory' as const, 'application' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('approve' as const, 'reject' as const), process }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('sync' as const, 'pull' as const), process }) },
  { weight: 2, arbitrary: fc.record({ kind: of('rest') }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: of('fault'),
      fault: fc.constantFrom(...(Object.keys(faults) as FaultName[])),
      times: fc.integer({ min: 1, max: 4 }),
      onWrites: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: of('death'),
      process,
      calls: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 60 })),
      at: fc.constantFrom('call' as const, 'answer' as const),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: of('pass'), milliseconds: fc.constantFrom(0, 1, 15, 300, 2_500, 12_000, 40_000) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: of('leap') }) },
];

const authority = fc.constantFrom<TwoWayHistory['policy']['authority']>(
  {},
  { title: 'application' },
  { title: 'client', emails: 'application' },
  { displayName: 'client', roles: 'application' },
  { active: 'application', roles: 'application' },
);

export function twoWayHistoryOf(): fc.Arbitrary<TwoWayHistory> {
  return fc.record({
    events: fc.array(fc.oneof(...events), { minLength: 5, maxLength: 50, size: 'max' }),
    policy: fc.record({
      conflict: fc.constantFrom('directory' as const, 'application' as const, 'newest' as const, 'hold' as const),
      authority,
      onNew: fc.constantFrom('ignore' as const, 'report' as const, 'import' as const),
      onDeleted: fc.constantFrom(
        'report' as const,
        'recreate' as const,
        'unlink' as const,
        'deactivate' as const,
        'delete' as const,
      ),
    }),
    alsoBack: fc.subarray(['active' as const, 'roles' as const]),
    feed: fc.boolean(),
    onDelete: fc.constantFrom('deactivate' as const, 'delete' as const),
    drift: fc.constantFrom('observe' as const, 'enforce' as const),
    processes: fc.constantFrom(1 as const, 2 as const),
    seed: fc.nat(),
  });
}
