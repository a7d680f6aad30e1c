import type { Link } from '../store/link.js';
import { listReported } from './back/list-reported.js';
import { backItem, reportedItem } from './back/list-waiting.js';
import { findLink } from './find-link.js';
import type { InboxItem } from './inbox-item.js';
import type { Decision } from './orchestrator.js';
import type { Runtime } from './runtime.js';

const linksAtOnce = 500;

/** Whatever waits for a person: what guards hold, accounts that may be somebody's, what is withheld from adopted accounts. */
export async function listInbox(runtime: Runtime): Promise<readonly InboxItem[]> {
  const items: InboxItem[] = [];
  for await (const link of waitingLinks(runtime)) {
    const { resourceId, label } = link;
    const hold = holdOf(link);
    if (hold !== undefined) items.push({ application: runtime.name, resourceId, label, hold });
    const back = runtime.back && backItem(link);
    if (back !== undefined) items.push({ application: runtime.name, resourceId, label, hold: back });
  }
  for (const one of runtimesOf(runtime))
    if (one.back !== undefined) items.push(...(await listReported(one)).map((newcomer) => reportedItem(one, newcomer)));
  return items;
}

/** Of people, and of groups where the application has them. */
export function runtimesOf(runtime: Runtime): readonly Runtime[] {
  return [runtime, ...(runtime.groups ? [runtime.groups] : [])];
}

/** People, or groups, with an attribute that both sides have changed, or that the directory refused. */
export async function countConflicts(runtime: Runtime): Promise<number> {
  let count = 0;
  for await (const link of waitingLinks(runtime))
    if (link.type === runtime.type && backItem(link)?.guard === 'conflict') count += 1;
  return count;
}

function holdOf(link: Link): InboxItem['hold'] | undefined {
  if (link.hold !== undefined) return link.hold.rejected ? undefined : link.hold;
  const fields = Object.keys(link.withheld ?? {});
  if (fields.length === 0) return undefined;
  const reason = 'the account stood there already: these stay as they are until somebody approves';
  return { guard: 'withheld', action: 'update', reason, fields };
}

async function* waitingLinks({ name, store }: Runtime): AsyncGenerator<Link> {
  for (let after: string | undefined; ; ) {
    const page = await store.links.list({
      application: name,
      needsAttention: true,
      limit: linksAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    yield* page.filter(waits);
    after = page.at(-1)?.id;
    if (page.length < linksAtOnce) return;
  }
}

function waits({ hold, withheld, back, errorKind }: Link): boolean {
  return hold !== undefined || withheld !== undefined || back !== undefined || errorKind === 'not-found';
}

/** The links that a decision is about. */
export async function* chosenLinks(runtime: Runtime, { userName, guard }: Decision): AsyncGenerator<Link> {
  const isAbout = (link: Link) => {
    const hold = link.hold ?? holdOf(link) ?? goneItem(runtime, link);
    return hold !== undefined && (guard === undefined || hold.guard === guard);
  };
  if (userName === undefined) {
    for await (const link of waitingLinks(runtime)) if (isAbout(link)) yield link;
    return;
  }
  const link = await findLink(runtime, userName);
  if (link !== undefined && isAbout(link)) yield link;
}

/** A conflict is decided by `resolve`, which says whose value counts. */
export function goneItem(runtime: Runtime, link: Link) {
  const item = runtime.back && backItem(link);
  return item?.guard === 'gone' ? item : undefined;
}
