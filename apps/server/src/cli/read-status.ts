import type { ApplicationRecord, Link, LinkState, Store } from '@linkspan/core';

export interface ConfiguredApplication {
  readonly name: string;
  readonly enabled: boolean;
  readonly directory: string;
  readonly connector: string;
}

/** What `linkspan status` tells of one application. */
export interface ApplicationStatus
  extends ConfiguredApplication,
    Pick<ApplicationRecord, 'halted' | 'pausedUntil' | 'lastFailure'> {
  /** It is being filled from the directory. */
  readonly filling: boolean;
  /** Links by state. */
  readonly counts: Readonly<Partial<Record<LinkState, number>>>;
  readonly due: number;
  /** Links that an operator should look at, or those of the state asked for. */
  readonly links: readonly LinkStatus[];
  /** What finished links leave open ("partly: …"), with how many say so. */
  readonly remarks: readonly { readonly text: string; readonly links: number }[];
}

export type LinkStatus = Pick<
  Link,
  | 'label'
  | 'type'
  | 'resourceId'
  | 'state'
  | 'reason'
  | 'accountId'
  | 'lastError'
  | 'errorKind'
  | 'attempts'
  | 'withheld'
>;

const pageSize = 1_000;
const waitsForSomebody: ReadonlySet<LinkState> = new Set(['parked', 'held', 'creating']);

export async function readStatus(
  { applications, links }: Pick<Store, 'applications' | 'links'>,
  application: ConfiguredApplication,
  state?: LinkState,
): Promise<ApplicationStatus> {
  const { name } = application;
  const { halted, pausedUntil, lastFailure, fillAfter } = await applications.get(name);
  const { due = 0, ...counts } = await links.countByState(name);
  const shown: LinkStatus[] = [];
  const remarks = new Map<string, number>();
  for (let after: string | undefined; ; ) {
    const page = await links.list({
      application: name,
      ...(state !== undefined && { states: [state] }),
      ...(after !== undefined && { after }),
      limit: pageSize,
    });
    for (const link of page) {
      if (state !== undefined || needsLook(link)) shown.push(describe(link));
      else if (link.reason !== undefined) remarks.set(link.reason, (remarks.get(link.reason) ?? 0) + 1);
    }
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  return {
    ...application,
    ...(halted && { halted }),
    ...(pausedUntil !== undefined && { pausedUntil }),
    ...(lastFailure && { lastFailure }),
    filling: fillAfter !== undefined,
    counts,
    due,
    links: shown,
    remarks: [...remarks].map(([text, number]) => ({ text, links: number })),
  };
}

function needsLook({ state, withheld, lastError, dueAt }: Link): boolean {
  return waitsForSomebody.has(state) || withheld !== undefined || (lastError !== undefined && dueAt !== undefined);
}

function describe(link: Link): LinkStatus {
  const { label, type, resourceId, state, reason, accountId, lastError, errorKind, attempts, withheld } = link;
  return {
    label,
    type,
    resourceId,
    state,
    attempts,
    ...(reason !== undefined && { reason }),
    ...(accountId !== undefined && { accountId }),
    ...(lastError !== undefined && { lastError }),
    ...(errorKind !== undefined && { errorKind }),
    ...(withheld !== undefined && { withheld }),
  };
}
