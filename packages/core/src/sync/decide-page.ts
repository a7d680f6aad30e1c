import type { Hold, LinkFacts } from '../store/link.js';
import type { Way } from './application.js';
import { describeOwned } from './describe-owned.js';
import { describePlan, digestOfPlan } from './describe-plan.js';
import { digest } from './digest.js';
import type { AccountFinder } from './find-account.js';
import { goneAlready } from './gone-already.js';
import { isBacklog } from './is-backlog.js';
import { observeAccounts } from './observe-accounts.js';
import type { SyncItem } from './orchestrator.js';
import { type Person, type View, type ViewContext, viewPeople } from './read-view.js';
import type { Runtime } from './runtime.js';
import { standingHold } from './standing-hold.js';
import type { Listing } from './take-listing.js';
import { whoStandsThere } from './who-stands-there.js';

/** One person, with what is decided about them. */
export interface Decided {
  readonly person: Person;
  readonly view: View;
  readonly item: SyncItem;
  /** What a listing showed of the account, to be recorded with what is done. */
  readonly observed?: LinkFacts;
  /** Of the decision: the same one gives the same digest. */
  readonly digest: string;
}

export interface DecideOptions {
  readonly way: Way;
  readonly dryRun: boolean;
  readonly full: boolean;
  readonly signal: AbortSignal;
  readonly context: ViewContext;
  readonly finder: AccountFinder;
  readonly listing: Listing | undefined;
}

/** Decides about many people with a few queries. Correlates only where nothing is done: else the create tells. */
export async function decidePage(
  runtime: Runtime,
  people: readonly Person[],
  { way, dryRun, full, signal, context, finder, listing }: DecideOptions,
): Promise<readonly Decided[]> {
  const links = people.map(({ link }) => link);
  const observed = full && listing !== undefined ? await observeAccounts(runtime, links, listing) : undefined;
  const seen = people.map((person) => ({ person, observation: observed?.get(person.link) }));
  const views = await viewPeople(
    runtime,
    seen.map(({ person, observation }) => ({ ...person, link: observation?.link ?? person.link })),
    context,
  );
  const decided: Decided[] = [];
  for (const [index, { person, observation }] of seen.entries()) {
    const view = views[index];
    if (view === undefined) throw new Error('a person was looked at and not seen');
    const backlog = dryRun && (await isBacklog(runtime, person.link, view.plan, way));
    const hold = dryRun ? standingHold(person.link, view.plan, { backlog, now: runtime.now() }) : undefined;
    const one = await decide(
      runtime,
      { person, view, drift: observation?.drift, hold, correlates: dryRun },
      finder,
      signal,
    );
    decided.push({ ...one, ...(observation?.facts && { observed: observation.facts }) });
  }
  return decided;
}

interface Undecided {
  readonly person: Person;
  readonly view: View;
  readonly drift: string | undefined;
  readonly hold: Hold | undefined;
  readonly correlates: boolean;
}

async function decide(
  runtime: Runtime,
  { person, view, drift, hold, correlates }: Undecided,
  finder: AccountFinder,
  signal: AbortSignal,
): Promise<Decided> {
  const { link } = person;
  const { plan } = view;
  const item = (action: SyncItem['action'], reason: string, more: Partial<SyncItem> = {}): SyncItem => ({
    resourceId: link.resourceId,
    label: link.label,
    action,
    reason,
    ...(link.accountId !== undefined && { accountId: link.accountId }),
    ...more,
  });
  const decided = (shown: SyncItem, of = digestOfPlan(link, plan)): Decided => ({
    person,
    view,
    item: shown,
    digest: of,
  });
  if (hold !== undefined && plan.action !== 'none')
    return decided(item('hold', hold.reason, describePlan(link, plan)), digest(['hold', hold.digest]));
  if (plan.action === 'look' || plan.action === 'reread' || plan.action === 'merge')
    return decided(item('wait', plan.reason));
  const gone = correlates ? goneAlready(link, plan) : undefined;
  if (gone !== undefined) return decided(item('none', gone));
  if (plan.action === 'none' && drift !== undefined) return decided(item('drift', drift));
  if (plan.action === 'remove' && correlates)
    return decided(
      item('remove', [plan.reason, await describeOwned(runtime, link, signal)].filter(Boolean).join('; ')),
    );
  if (plan.action !== 'create' || !correlates) return decided(item(plan.action, plan.reason, describePlan(link, plan)));
  const correlation = await whoStandsThere({ runtime, finder, signal }, link, view, plan.fields);
  if (correlation.kind === 'nobody') return decided(item('create', plan.reason, describePlan(link, plan)));
  if (correlation.kind === 'park' || correlation.kind === 'ask')
    return decided(item('park', correlation.reason), digest(['park', correlation.reason]));
  const { account } = correlation;
  return decided(
    item('adopt', `account ${account.id} stands there and matches exactly`, { accountId: account.id }),
    digest(['adopt', account.id, account.identity]),
  );
}
