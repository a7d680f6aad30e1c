import type { Account } from '../connector/account.js';
import type { JsonObject } from '../scim/json.js';
import type { Link, LinkFacts } from '../store/link.js';
import type { Look } from '../store/look.js';
import type { MembershipResult } from '../store/membership-store.js';
import type { JournalEntry } from '../store/resource.js';

/** What one step of a reconcile learned. `again`: plan anew from it; else the work on this link ends here. */
export interface Step {
  readonly again: boolean;
  readonly facts: LinkFacts;
  readonly journal?: JournalEntry;
  /** Of a group; `forget`: of one that is nowhere any more. */
  readonly memberships?: readonly MembershipResult[] | 'forget';
  /** Of a group: whom the vendor would not let go, with its message. They stay open; the next members are those behind `after`. */
  readonly kept?: { readonly told: readonly string[]; readonly after: string };
  /** Word that the account may have changed, found on the way; `seen`: what there was of it has been looked into. */
  readonly look?: Look | 'seen';
  /** When the link is due again; absent: when something changes. */
  readonly dueAt?: number;
  /** How often this has been tried without an end; default 0. */
  readonly attempts?: number;
  /** What the call was about, for the run: the fields that were touched, as they were and as they are. */
  readonly image?: { readonly before: JsonObject; readonly after: JsonObject };
}

/** Nothing of an account is left on the link. */
export const noAccount = {
  accountId: null,
  identity: null,
  accountActive: null,
  sent: null,
  readBack: null,
  withheld: null,
  memo: null,
  creatingSince: null,
  doubtful: null,
  late: null,
  goneSince: null,
  back: null,
} as const satisfies LinkFacts;

export const noError = { errorKind: null, lastError: null, lastErrorAt: null } as const satisfies LinkFacts;

/** What every answer with an account tells. */
export function accountFacts(account: Account): LinkFacts {
  return { accountId: account.id, identity: account.identity, readBack: toJson(account.fields), goneSince: null };
}

/** Fields come from connectors as `unknown`; what is stored is JSON. */
export function toJson(fields: Readonly<Record<string, unknown>>): JsonObject {
  return JSON.parse(JSON.stringify(fields)) as JsonObject;
}

export function applyFacts(link: Link, facts: LinkFacts): Link {
  const merged: Record<string, unknown> = { ...link };
  for (const [name, value] of Object.entries(facts)) {
    if (value === null) delete merged[name];
    else if (value !== undefined) merged[name] = value;
  }
  return merged as unknown as Link;
}
