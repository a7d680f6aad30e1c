import type { ValueSource } from '../connector/map-rule.js';
import type { Plan } from './plan.js';

/** What stands at the application where this person's account is, or would be. */
export type AccountStanding =
  | { readonly kind: 'none' }
  /** `gone`: it was linked, and is not there any more. */
  | { readonly kind: 'linked' | 'gone'; readonly id: string }
  /** Not linked: `verdict` is what would be done about it. */
  | { readonly kind: 'matching'; readonly id: string; readonly by: string; readonly verdict: string }
  /** Not linked, and whoever stands there is not to be joined. */
  | { readonly kind: 'taken'; readonly verdict: string }
  /** It was not asked, or gave no answer that counts. */
  | { readonly kind: 'unread'; readonly reason: string };

/** One field: what the rules make of it, and what becomes of that. Absent values are none; secrets are masked. */
export interface FieldPreview {
  readonly remote: string;
  readonly source: ValueSource;
  readonly value?: unknown;
  /** At the application. Absent: none there, or not read. */
  readonly now?: unknown;
  readonly agreed?: unknown;
  /** Of a rule with `back`: what it makes of the account as it is now. Absent value: it says nothing of it. */
  readonly back?: { readonly scim: string; readonly value?: unknown; readonly failure?: string };
  readonly outcome: 'write' | 'clear' | 'leave';
  readonly reason: string;
}

export interface RolesPreview {
  readonly remote: string;
  /** The groups that a role hangs on, and whether the person stands in them by name. */
  readonly groups: readonly {
    readonly id: string;
    readonly display: string;
    readonly type: 'direct' | 'indirect';
    readonly role: string;
  }[];
  /** Names of `roles` that more than one group bears. */
  readonly ambiguous: readonly string[];
  /** Absent: no role is managed here. */
  readonly value?: readonly string[];
  readonly now?: readonly string[];
  readonly agreed?: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly reason: string;
}

/** One person at one application, rule by rule: before and after. Made without writing anything anywhere. */
export interface MappingPreview {
  readonly application: string;
  readonly person: { readonly id: string; readonly userName: string };
  readonly account: AccountStanding;
  readonly action: Plan['action'] | 'adopt';
  readonly reason: string;
  readonly fields: readonly FieldPreview[];
  /** Absent where the application has no roles. */
  readonly roles?: RolesPreview;
}
