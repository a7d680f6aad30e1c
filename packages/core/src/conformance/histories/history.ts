import type { GroupsPolicy } from '../../sync/application.js';
import type { FaultName } from './fault.js';

export const names = ['anna', 'ben', 'cleo'] as const;
export type Name = (typeof names)[number];

/** The second may stand in the first. */
export const groupNames = ['crew', 'deck'] as const;
export type GroupName = (typeof groupNames)[number];

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
  /** Made, or renamed. */
  | { readonly kind: 'group'; readonly group: GroupName; readonly label: string }
  | { readonly kind: 'group gone'; readonly group: GroupName }
  | {
      readonly kind: 'group member';
      readonly group: GroupName;
      readonly member: Name | GroupName;
      readonly joins: boolean;
    }
  /** Replaced as a whole. */
  | { readonly kind: 'group members'; readonly group: GroupName; readonly members: readonly (Name | GroupName)[] }
  /**
   * `onWrites`: it spares the reads that go before each write, and would meet nearly all that goes wrong. `skips`: after so many requests that
   * it could befall, in the middle of an update that takes several.
   */
  | {
      readonly kind: 'fault';
      readonly fault: FaultName;
      readonly times: number;
      readonly onWrites: boolean;
      readonly skips?: number;
    }
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
  /** Absent: the application has no groups. */
  readonly groups?: Pick<GroupsPolicy, 'onDelete'>;
  /** Of every jitter. */
  readonly seed: number;
}
