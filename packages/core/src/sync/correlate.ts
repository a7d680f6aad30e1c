import type { Account } from '../connector/account.js';
import type { AttributeRule } from '../connector/attribute-rule.js';
import type { Link } from '../store/link.js';
import type { LinkStore } from '../store/link-store.js';
import type { AccountFinder } from './find-account.js';

export type Correlation =
  /** Nobody stands there. */
  | { readonly kind: 'nobody' }
  /** Exactly one account that may be taken over by itself. */
  | { readonly kind: 'adopt'; readonly account: Account; readonly by: string }
  /** The account that our own create made, whose answer was lost. */
  | { readonly kind: 'ours'; readonly account: Account }
  /** Somebody stands there, and a person must decide. */
  | { readonly kind: 'park'; readonly reason: string };

export interface CorrelateInput {
  readonly application: string;
  readonly link: Pick<Link, 'id' | 'refusedAccount'>;
  readonly rules: readonly AttributeRule[];
  /** What a create would send, or did send. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly altered: readonly string[];
  /** When a create whose answer was lost was first sent. */
  readonly creatingSince?: number;
}

/** The vendor's clock may be off, and tells whole seconds. */
const clockSkew = 5 * 60_000;

/**
 * Who stands where this person's account would be. Nobody gains an account by looking like somebody: adopted is only exactly one
 * account, unlinked, unprivileged and unprotected, on an exact match of a rule that may adopt.
 */
export async function correlate(
  input: CorrelateInput,
  accounts: AccountFinder,
  links: Pick<LinkStore, 'findByAccount'>,
  signal: AbortSignal,
): Promise<Correlation> {
  const matches = new Map<string, { readonly account: Account; readonly rules: AttributeRule[] }>();
  for (const rule of input.rules) {
    const value = input.fields[rule.remote];
    if (rule.correlates === undefined || value === undefined) continue;
    const account = await accounts.find(rule, value, signal);
    if (account === undefined) continue;
    const match = matches.get(account.id) ?? { account, rules: [] };
    match.rules.push(rule);
    matches.set(account.id, match);
  }
  const found = [...matches.values()];
  const [only] = found;
  if (only === undefined) return { kind: 'nobody' };
  if (found.length > 1) {
    return park(`${found.map(describe).join(' and ')} both match; join the right one by hand, or change one of them`);
  }
  const { account, rules } = only;
  const holder = await links.findByAccount(input.application, account.id);
  if (holder !== undefined && holder.id !== input.link.id) {
    const state = holder.state === 'tombstone' ? 'who was deleted from the directory' : 'who is in the directory';
    return park(`${describe(only)} belongs to "${holder.label}", ${state}: a person must decide who it is`);
  }
  if (account.id === input.link.refusedAccount)
    return park(`${describe(only)} is the one that an operator let go of: it is not joined again by itself`);
  if (account.protected !== undefined) return park(`${describe(only)} is protected: ${account.protected}`);
  const names = rules.map((rule) => rule.remote);
  const everyMatch = input.rules.every(
    (rule) => rule.correlates === undefined || input.fields[rule.remote] === undefined || names.includes(rule.remote),
  );
  if (
    everyMatch &&
    input.creatingSince !== undefined &&
    account.created !== undefined &&
    account.created >= input.creatingSince - clockSkew
  ) {
    return { kind: 'ours', account };
  }
  if (account.privileged === true) return park(`${describe(only)} has an administrator's rights and is never adopted`);
  const adopting = rules.find((rule) => rule.correlates === 'adopt' && !input.altered.includes(rule.remote));
  if (adopting !== undefined) return { kind: 'adopt', account, by: adopting.remote };
  if (names.some((name) => input.altered.includes(name))) {
    return park(
      `${describe(only)} has the name that the application's rules made of this person's: it may be somebody else`,
    );
  }
  return park(`${describe(only)} already stands there: it may be this person, or somebody else; a person must decide`);
}

function park(reason: string): Correlation {
  return { kind: 'park', reason };
}

function describe(match: { readonly account: Account; readonly rules: readonly AttributeRule[] }): string {
  const by = match.rules.map((rule) => `${rule.remote} "${String(match.account.fields[rule.remote])}"`).join(', ');
  return `account ${match.account.id} (${by})`;
}
