import type { TwoWayPolicy } from '../../sync/application.js';
import type { HistoryEvent } from '../histories/history.js';

/** Those whom the identity provider has, and those who come up at the application first. */
export const names = ['anna', 'ben', 'dora', 'eli'] as const;
export type PersonName = (typeof names)[number];

/** SCIM attribute → remote field. */
export const fields = { title: 'title', displayName: 'name', email: 'email' } as const;
export type Attribute = keyof typeof fields;
export const attributes: readonly Attribute[] = ['title', 'displayName', 'email'];

export type TwoWayEvent =
  | Extract<HistoryEvent, { readonly kind: 'fault' | 'death' | 'pass' | 'leap' }>
  /** The identity provider sends the whole person; what is not in `says` is as it sent it last. */
  | {
      readonly kind: 'put';
      readonly name: PersonName;
      readonly says: readonly Attribute[];
      /** Absent: as it said last. */
      readonly active?: boolean;
    }
  | { readonly kind: 'patch'; readonly name: PersonName; readonly says: Attribute; readonly clear: boolean }
  | { readonly kind: 'delete'; readonly name: PersonName }
  | { readonly kind: 'member'; readonly name: PersonName; readonly joins: boolean }
  /** All members once more, as the identity provider has them. */
  | { readonly kind: 'members' }
  /** Somebody at the application; `between`: after our next read of the account, before what we write then. */
  | {
      readonly kind: 'edit';
      readonly name: PersonName;
      readonly says: Attribute;
      readonly clear: boolean;
      readonly between: boolean;
    }
  /** Both sides at once. */
  | {
      readonly kind: 'clash';
      readonly name: PersonName;
      readonly says: Attribute;
      readonly first: 'directory' | 'application';
    }
  | { readonly kind: 'role'; readonly name: PersonName; readonly given: boolean; readonly between: boolean }
  | { readonly kind: 'state'; readonly name: PersonName; readonly active: boolean; readonly between: boolean }
  | { readonly kind: 'account gone'; readonly name: PersonName }
  /** Nothing where there is one of this name. */
  | { readonly kind: 'account new'; readonly name: PersonName }
  /** Somebody works on the account that nobody may touch. */
  | { readonly kind: 'protected edit' }
  /** The feed begins anew, as after a restored backup. */
  | { readonly kind: 'feed reset' }
  /** The next rows of the feed are committed so many milliseconds after what they tell. */
  | { readonly kind: 'feed late'; readonly milliseconds: number }
  | { readonly kind: 'resolve'; readonly process: number; readonly take: 'directory' | 'application' }
  | { readonly kind: 'approve' | 'reject'; readonly process: number }
  | { readonly kind: 'sync' | 'pull'; readonly process: number }
  /** Nothing fails, until nothing is left to do: what both sides have is compared, and counts as agreed. */
  | { readonly kind: 'rest' };

export interface TwoWayHistory {
  readonly events: readonly TwoWayEvent[];
  readonly policy: Pick<TwoWayPolicy, 'conflict' | 'authority' | 'onNew' | 'onDeleted'>;
  /** Beside title, displayName and emails. */
  readonly alsoBack: readonly ('active' | 'roles')[];
  readonly feed: boolean;
  readonly onDelete: 'deactivate' | 'delete';
  readonly drift: 'observe' | 'enforce';
  /** On one database. */
  readonly processes: 1 | 2;
  /** Of every jitter, and of what is decided when all is over. */
  readonly seed: number;
}
