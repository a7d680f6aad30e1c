import { isDeepStrictEqual } from 'node:util';
import type { Account } from '../connector/account.js';
import { sameValue } from '../connector/difference.js';
import type { Link, LinkFacts } from '../store/link.js';
import { digest } from './digest.js';
import { managedPart, type Runtime } from './runtime.js';
import { toJson } from './step.js';
import type { Listing } from './take-listing.js';

/** What a listing shows of one linked account. */
export interface Observation {
  /** The link to decide by: with `enforce`, what is there counts as agreed. */
  readonly link: Link;
  /** What is different there, for people. */
  readonly drift?: string;
  /** What is to be recorded of it. */
  readonly facts?: LinkFacts;
}

/** Compares linked accounts with what was agreed; of whom something was done since the listing began, it tells nothing. */
export async function observeAccounts(
  runtime: Runtime,
  links: readonly Link[],
  listing: Listing,
): Promise<ReadonlyMap<Link, Observation>> {
  const linked = links.filter(
    ({ accountId, goneSince, lastDoneAt = 0 }) =>
      accountId !== undefined && goneSince === undefined && lastDoneAt < listing.begunAt,
  );
  const accounts = await listing.getMany(linked.map(({ accountId = '' }) => accountId));
  return new Map(linked.map((link) => [link, observe(runtime, link, accounts.get(link.accountId ?? ''))]));
}

function observe(runtime: Runtime, link: Link, account: Account | undefined): Observation {
  if (account === undefined) return { link, drift: `account ${link.accountId} is not there any more` };
  if (account.identity !== link.identity)
    return { link, drift: `account ${link.accountId} is not the one that was linked` };
  const drift = driftOf(runtime, link, account);
  const woken = link.accountActive === false && account.active === true && runtime.back?.active !== true;
  const names = [...Object.keys(drift), ...(woken ? ['active'] : [])];
  if (names.length === 0) return link.drift === undefined ? { link } : { link, facts: { drift: null } };
  if (runtime.application.policy.drift === 'observe') {
    const shown = toJson({ ...drift, ...(woken && { active: true }) });
    const seen = digest(shown) === digest(link.drift);
    return {
      link,
      drift: `the account shows something else than was agreed in ${names.join(', ')}`,
      ...(!seen && { facts: { drift: shown } }),
    };
  }
  const { accountActive: _, ...unknown } = link;
  const sent = toJson({ ...link.sent, ...drift });
  return {
    link: { ...(woken ? unknown : link), sent },
    facts: { sent, drift: null, ...(woken && { accountActive: null }) },
  };
}

/** By remote name: what the account shows where something else was agreed. Of what comes back that is no drift, but for the merge to judge. */
function driftOf(runtime: Runtime, link: Link, account: Account): Record<string, unknown> {
  if (link.accountActive === false) return {};
  // Of an account that somebody has closed, roles are no word: vendors take them with the closing, and a grant would be taken again.
  const rolesGone = account.active === false ? runtime.sets : [];
  const passedOver = [...Object.keys(link.withheld ?? {}), ...namesThatComeBack(runtime), ...rolesGone];
  const drift = Object.entries(link.sent ?? {}).flatMap(([name, agreed]) => {
    const there = managedPart(runtime, name, account.fields[name]);
    const rule = runtime.rules.find((one) => one.remote === name);
    const same = runtime.sets.includes(name)
      ? isDeepStrictEqual(managedPart(runtime, name, agreed), there ?? [])
      : sameValue(rule, agreed, there);
    return there === undefined || passedOver.includes(name) || same ? [] : [[name, there] as const];
  });
  return Object.fromEntries(drift);
}

function namesThatComeBack({ back, rolesField }: Runtime): readonly string[] {
  if (back === undefined) return [];
  const roles = back.roles && rolesField !== undefined ? [rolesField] : [];
  return [...back.rules.map(({ remote }) => remote), ...roles];
}
