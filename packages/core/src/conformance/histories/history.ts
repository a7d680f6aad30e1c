import fc from 'fast-check';
import { type FaultName, faults } from './fault.js';

export const names = ['anna', 'ben', 'cleo'] as const;
export type Name = (typeof names)[number];

/** What the identity provider and operators do, and what goes wrong meanwhile. */
export type HistoryEvent =
  | {
      readonly kind: 'put';
      readonly name: Name;
      readonly title: string;
      readonly email: string;
      readonly active: boolean;
    }
  | { readonly kind: 'delete'; readonly name: Name }
  | { readonly kind: 'member'; readonly name: Name; readonly joins: boolean }
  /** `onWrites`: it spares the reads that go before each write, and would meet nearly all that goes wrong. */
  | { readonly kind: 'fault'; readonly fault: FaultName; readonly times: number; readonly onWrites: boolean }
  /** The process dies at one of its next calls to database or site: before the call takes effect, or with its answer. */
  | { readonly kind: 'death'; readonly process: number; readonly calls: number; readonly at: 'call' | 'answer' }
  | { readonly kind: 'sync'; readonly process: number; readonly full: boolean; readonly only?: Name }
  /** An operator takes the last run back; before the end somebody lets the directory rule again. */
  | { readonly kind: 'undo'; readonly process: number }
  | { readonly kind: 'pass'; readonly milliseconds: number }
  /** The clock jumps by half a minute: leases may be over while their holders are still at work. */
  | { readonly kind: 'leap' };

export const ways = ['automatic', 'automatic and full', 'full', 'changes'] as const;

export interface History {
  readonly events: readonly HistoryEvent[];
  readonly onDelete: 'deactivate' | 'delete';
  /** `full`, `changes`: passes of this mode every 20 s, and nothing is automatic but where it is said. */
  readonly way: (typeof ways)[number];
  readonly drift: 'observe' | 'enforce';
  /** On one database. */
  readonly processes: 1 | 2;
  /** Whether the site itself refuses a second account of the same log-in. */
  readonly refusesDuplicates: boolean;
  /** Of every jitter. */
  readonly seed: number;
}

const name = fc.constantFrom(...names);
const process = fc.nat({ max: 1 });

const event: fc.Arbitrary<HistoryEvent> = fc.oneof(
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
);

export const history: fc.Arbitrary<History> = fc.record({
  events: fc.array(event, { minLength: 5, maxLength: 50, size: 'max' }),
  onDelete: fc.constantFrom('deactivate' as const, 'delete' as const),
  way: fc.constantFrom(...ways),
  drift: fc.constantFrom('observe' as const, 'enforce' as const),
  processes: fc.constantFrom(1 as const, 2 as const),
  refusesDuplicates: fc.boolean(),
  seed: fc.nat(),
});
