import type { Application, ApplicationRecord, Link, LinkStore } from '@linkspan/core';
import type { Condition } from './condition.js';
import { describeSpan } from './describe-span.js';

const pageSize = 500;
/** Beyond these a count says enough, and a look costs no more. */
const mostSeen = 10_000;
const mostNamed = 10;

/** Leavers whose account is open for longer than `leaving.alertAfter`, in one condition with names and reasons. */
export async function findLeaverConditions(
  links: Pick<LinkStore, 'list'>,
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
      const late = lateness(link, policy.leaving, now);
      if (late === undefined || late <= 0) continue;
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

/** Milliseconds beyond the limit; `undefined` where the account is to be kept. */
function lateness({ leftAt, state, leaver }: Link, leaving: Application['policy']['leaving'], now: number) {
  const { onInactive, onDelete, onScopeExit, grace, alertAfter } = leaving;
  const isDeleted = state === 'tombstone';
  const choice = isDeleted ? onDelete : leaver ? onInactive : onScopeExit;
  if (leftAt === undefined || choice === 'keep') return undefined;
  return now - leftAt - alertAfter - (leaver && !isDeleted ? grace : 0);
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
