import type { Account } from '../connector/account.js';
import type { Link } from '../store/link.js';
import type { LinkStore } from '../store/link-store.js';
import type { CorrelationCheck } from './correlation-checks.js';
import type { AccountFinder } from './find-account.js';

export type Correlation =
  /** Nobody stands there. */
  | { readonly kind: 'nobody' }
  /** Exactly one account that may be taken over by itself. */
  | { readonly kind: 'adopt'; readonly account: Account; readonly by: string }
  /** The account that our own create made, whose answer was lost. */
  | { readonly kind: 'ours'; readonly account: Account }
  /** Exactly one account that may be this person's: a person decides. */
  | { readonly kind: 'ask'; readonly account: Account; readonly by: string; readonly reason: string }
  /** Somebody stands there who is not to be joined. */
  | { readonly kind: 'park'; readonly reason: string };

export interface CorrelateInput {
  readonly application: string;
  readonly link: Pick<Link, 'id' | 'type' | 'refusedAccount'>;
  readonly checks: readonly CorrelationCheck[];
  /** Whether the person is gone from the directory. */
  isDeleted(holder: Link): Promise<boolean>;
  /** A create of ours has been sent: an account that matches in everything and was made since this time is the one that it made. */
  readonly madeSince?: number;
}

interface Match {
  readonly account: Account;
  readonly checks: CorrelationCheck[];
}

/**
 * Who stands where this person's account would be. Nobody gains an account by looking like somebody: adopted is only exactly one
 * account, unlinked, unprivileged and unprotected, on an exact match of a field that may adopt.
 */
export async function correlate(
  input: CorrelateInput,
  accounts: AccountFinder,
  links: Pick<LinkStore, 'findByAccount'>,
  signal: AbortSignal,
): Promise<Correlation> {
  const { checks, madeSince = Number.POSITIVE_INFINITY } = input;
  const look = () => findMatches(checks, accounts, signal);
  const isRecent = ({ account }: Match) => (account.created ?? 0) >= madeSince;
  const isWhole = (match: Match) => match.checks.length === checks.length;
  const first = await look();
  // Made while it was looked for: the first look-ups came too early to see it.
  const found = first.some((match) => isRecent(match) && !isWhole(match)) ? await look() : first;
  const [only] = found;
  if (only === undefined) return { kind: 'nobody' };
  if (found.length > 1) {
    return park(`${found.map(describe).join(' and ')} both match; join the right one by hand, or change one of them`);
  }
  const { account } = only;
  const holder = await links.findByAccount(input.application, input.link.type, account.id);
  const former = holder === undefined || holder.id === input.link.id ? undefined : holder;
  if (former !== undefined && !(await input.isDeleted(former)))
    return park(
      `${describe(only)} belongs to "${former.label}", who is in the directory: a person must decide who it is`,
    );
  const refusal = refusalOf(input, only);
  if (refusal !== undefined) return park(refusal);
  if (former === undefined && isWhole(only) && isRecent(only)) return { kind: 'ours', account };
  if (account.privileged === true) return park(`${describe(only)} has an administrator's rights and is never adopted`);
  const judged = judge(only, checks);
  return former === undefined || judged.kind === 'park' ? judged : askWhetherReturned(only, judged.by, former);
}

/** By the same client and externalId it would have been the same person already. */
function askWhetherReturned(match: Match, by: string, { label }: Link): Correlation {
  const { account } = match;
  const reason = `${describe(match)} belongs to "${label}", who was deleted from the directory: it may be the same person who returns, or somebody else; a person must decide`;
  return { kind: 'ask', account, by, reason };
}

async function findMatches(
  checks: readonly CorrelationCheck[],
  accounts: AccountFinder,
  signal: AbortSignal,
): Promise<readonly Match[]> {
  const matches = new Map<string, Match>();
  for (const check of checks) {
    const account = await accounts.find(check.rule, check.value, signal);
    if (account === undefined) continue;
    const match = matches.get(account.id) ?? { account, checks: [] };
    match.checks.push(check);
    matches.set(account.id, match);
  }
  return [...matches.values()];
}

function refusalOf({ link }: CorrelateInput, match: Match): string | undefined {
  const { account } = match;
  if (account.id === link.refusedAccount)
    return `${describe(match)} is the one that an operator let go of: it is not joined again by itself`;
  return account.protected === undefined ? undefined : `${describe(match)} is protected: ${account.protected}`;
}

/** The first check that matches decides. */
function judge(
  match: Match,
  checks: readonly CorrelationCheck[],
): Extract<Correlation, { kind: 'adopt' | 'ask' | 'park' }> {
  const { account } = match;
  const deciding = checks.find((check) => match.checks.includes(check));
  const by = deciding?.remote ?? '';
  if (deciding?.onMatch === 'adopt') return { kind: 'adopt', account, by };
  const reason = `${describe(match)} already stands there: it may be this person, or somebody else; a person must decide`;
  return deciding?.onMatch === 'ask' ? { kind: 'ask', account, by, reason } : park(reason);
}

function park(reason: string): Extract<Correlation, { kind: 'park' }> {
  return { kind: 'park', reason };
}

function describe({ account, checks }: Match): string {
  const by = checks.map(({ remote }) => `${remote} "${String(account.fields[remote])}"`).join(', ');
  return `account ${account.id} (${by})`;
}
