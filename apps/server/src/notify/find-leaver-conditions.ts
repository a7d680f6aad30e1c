import type { Application, ApplicationRecord, Link, Store } from '@linkspan/core';
import type { Condition } from './condition.js';
import { describeSpan } from './describe-span.js';

const pageSize = 500;
/** Beyond these a count says enough, and a look costs no more. */
const mostSeen = 10_000;
const mostNamed = 10;

/** Leavers whose account is open for longer than `leaving.alertAfter`, in one condition with names and reasons. */
export async function findLeaverConditions(
  { links, resources }: Pick<Store, 'links' | 'resources'>,
  { name: application, policy }: Pick<Application, 'name' | 'policy'>,
  record: ApplicationRecord,
  now: number,
): Promise<readonly Condition[]> {
  let breached = 0;
  let seen = 0;
  const named: string[] = [];
  for (let after: string | undefined; seen < mostSeen; ) {
    const query = { application, leaving: true, limit: pageSize, ...(after !== undefined && { after }) } as const;
    const page = await links.list(query);
    for (const link of page) {
      if (now - (link.leftAt ?? now) <= policy.leaving.alertAfter) continue;
      const term = termOf(await whyLeft(link, policy.leaving, resources), policy.leaving);
      if (now - (link.leftAt ?? now) <= term) continue;
      breached += 1;
      if (named.length < mostNamed) named.push(describe(link, record, now));
    }
    seen += page.length;
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  if (breached === 0) return [];
  const rest = breached - named.length;
  return [
    {
      key: `leavers ${application}`,
      kind: 'leavers',
      application,
      title: `${breached} ${breached === 1 ? 'person has' : 'people have'} left and still ${breached === 1 ? 'has' : 'have'} an open account in ${application}`,
      details: [...named, ...(rest > 0 ? [`and ${rest} more`] : [])],
      remedy: `linkspan status ${application}; linkspan explain <userName> for one of them`,
      weight: breached,
    },
  ];
}

type Leaving = Application['policy']['leaving'];

/** Milliseconds that an account may stay open. */
function termOf(why: 'deleted' | 'inactive' | 'scope', leaving: Leaving): number {
  const { onInactive, onDelete, onScopeExit, grace, alertAfter } = leaving;
  const choice = { deleted: onDelete, inactive: onInactive, scope: onScopeExit }[why];
  if (choice === 'keep') return Number.POSITIVE_INFINITY;
  return alertAfter + (why === 'inactive' ? grace : 0);
}

/** The directory is asked only where it makes a difference: a link alone does not tell who is inactive from who left the scope. */
async function whyLeft(
  { state, directory, type, resourceId }: Link,
  leaving: Leaving,
  resources: Pick<Store['resources'], 'find'>,
): Promise<'deleted' | 'inactive' | 'scope'> {
  if (state === 'tombstone') return 'deleted';
  if (termOf('inactive', leaving) === termOf('scope', leaving)) return 'inactive';
  const resource = await resources.find({ directory, client: '' }, type, resourceId);
  if (resource === undefined) return 'deleted';
  return resource.attributes.active === false ? 'inactive' : 'scope';
}

function describe({ label, leftAt = 0, reason, lastError, hold }: Link, record: ApplicationRecord, now: number) {
  const obstacle = record.halted ?? record.quarantine;
  const why =
    hold?.reason ??
    lastError ??
    reason ??
    obstacle?.reason ??
    (record.pausedUntil === undefined ? undefined : record.lastFailure?.reason);
  return `${label}, for ${describeSpan(now - leftAt)}${why === undefined ? '' : `: ${why}`}`;
}
