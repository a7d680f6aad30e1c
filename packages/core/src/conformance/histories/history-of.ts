import fc from 'fast-check';
import { type FaultName, faults } from './fault.js';
import { groupNames, type History, type HistoryEvent, names, ways } from './history.js';

const name = fc.constantFrom(...names);
const process = fc.nat({ max: 1 });

const ofPeople: readonly fc.WeightedArbitrary<HistoryEvent>[] = [
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      name,
      title: fc.constantFrom('a', 'b'),
      email: fc.constantFrom('x', 'y'),
      active: fc.oneof({ weight: 2, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('member' as const), name, joins: fc.boolean() }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom(...(Object.keys(faults) as FaultName[])),
      times: fc.integer({ min: 1, max: 5 }),
      onWrites: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('death' as const),
      process,
      calls: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 60 })),
      at: fc.constantFrom('call' as const, 'answer' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record(
      { kind: fc.constant('sync' as const), process, full: fc.boolean(), only: name },
      { requiredKeys: ['kind', 'process', 'full'] },
    ),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('undo' as const), process }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('pass' as const),
      milliseconds: fc.constantFrom(0, 1, 15, 300, 2_500, 12_000, 40_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constant({ kind: 'leap' as const }),
  },
];

const [outer, inner] = groupNames;
const group = fc.constantFrom(...groupNames);

const ofGroups: readonly fc.WeightedArbitrary<HistoryEvent>[] = [
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('fault' as const),
      fault: fc.constantFrom(...(Object.keys(faults) as FaultName[])),
      times: fc.integer({ min: 1, max: 3 }),
      onWrites: fc.boolean(),
      skips: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('group' as const), group, label: fc.constantFrom('a', 'b') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('group gone' as const), group }) },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('group member' as const), group, member: name, joins: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('group member' as const),
      group: fc.constant(outer),
      member: fc.constant(inner),
      joins: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('group members' as const), group, members: fc.subarray([...names]) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('group members' as const),
      group: fc.constant(outer),
      members: fc.subarray([...names, inner]),
    }),
  },
];

const facts = {
  onDelete: fc.constantFrom('deactivate' as const, 'delete' as const),
  way: fc.constantFrom(...ways),
  drift: fc.constantFrom('observe' as const, 'enforce' as const),
  processes: fc.constantFrom(1 as const, 2 as const),
  refusesDuplicates: fc.boolean(),
  seed: fc.nat(),
};

/** Without groups the same seed gives the same histories as ever. */
export function historyOf({ groups }: { readonly groups: boolean }): fc.Arbitrary<History> {
  const events = fc.array(fc.oneof(...ofPeople, ...(groups ? ofGroups : [])), {
    minLength: 5,
    maxLength: 50,
    size: 'max',
  });
  if (!groups) return fc.record({ events, ...facts });
  const onDelete = fc.constantFrom('delete' as const, 'empty' as const, 'keep' as const);
  return fc.record({ events, ...facts, groups: fc.record({ onDelete }) });
}
