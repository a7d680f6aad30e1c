import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import { readBindings } from './bind-groups.js';
import { correlate } from './correlate.js';
import { type EffectiveGroup, effectiveGroups } from './effective-groups.js';
import { userPages } from './fill-application.js';
import { type AccountFinder, listingFinder, vendorFinder } from './find-account.js';
import { leaverPages } from './leaver-pages.js';
import type { SyncItem } from './orchestrator.js';
import { changedFields } from './plan.js';
import { type View, viewOf } from './read-view.js';
import type { Runtime } from './runtime.js';

/** What a sync would create, adopt, change and park. Reads the directory and the application; writes nothing, anywhere. */
export async function previewSync(
  runtime: Runtime,
  ids: readonly string[] | undefined,
  add: (item: SyncItem) => void,
  signal: AbortSignal,
): Promise<void> {
  const { resources, links } = runtime.store;
  const groupBindings = await readBindings(runtime);
  const finder =
    ids !== undefined || runtime.users.list === undefined
      ? vendorFinder(runtime.users)
      : await listingFinder(runtime.users, runtime.rules, signal);
  for await (const page of pages(runtime, ids)) {
    const ids = page.map((user) => user.id);
    const groups = await effectiveGroups(resources, runtime.scope, ids);
    for (const user of page) {
      if (signal.aborted) return;
      const link = (await links.find(runtime.name, user.id)) ?? newLink(runtime, user);
      const view = await viewOf(runtime, link, user, groups.get(user.id) ?? noGroups, groupBindings);
      add(await previewOne(runtime, link, view, finder, signal));
    }
  }
  await previewLeavers(runtime, ids, add);
}

const noGroups: readonly EffectiveGroup[] = [];

async function* pages(runtime: Runtime, ids: readonly string[] | undefined): AsyncGenerator<readonly ResourceRecord[]> {
  if (ids === undefined) {
    yield* userPages(runtime);
    return;
  }
  for (const id of ids) {
    const user = await runtime.store.resources.find(runtime.scope, 'User', id);
    if (user !== undefined) yield [user];
  }
}

async function previewOne(
  runtime: Runtime,
  link: Link,
  view: View,
  finder: AccountFinder,
  signal: AbortSignal,
): Promise<SyncItem> {
  const { plan } = view;
  const item = (action: SyncItem['action'], reason: string, fields?: readonly string[]): SyncItem => ({
    resourceId: link.resourceId,
    label: link.label,
    action,
    reason,
    ...(fields && { fields }),
  });
  if (plan.action === 'update') return item('update', plan.reason, changedFields(plan.change));
  if (plan.action === 'look' || plan.action === 'reread') return item('wait', plan.reason);
  if (plan.action !== 'create') return item(plan.action, plan.reason);
  const input = {
    application: runtime.name,
    link,
    rules: runtime.rules,
    fields: plan.fields,
    altered: view.desired?.altered ?? [],
  };
  const correlation = await correlate(input, finder, runtime.store.links, signal);
  if (correlation.kind === 'park') return item('park', correlation.reason);
  if (correlation.kind === 'nobody') return item('create', plan.reason, Object.keys(plan.fields).sort());
  return item('adopt', `account ${correlation.account.id} stands there and matches exactly`);
}

/** People who are gone from the directory and whose account still awaits what `leaving` says. */
async function previewLeavers(
  runtime: Runtime,
  ids: readonly string[] | undefined,
  add: (item: SyncItem) => void,
): Promise<void> {
  for await (const leavers of leaverPages(runtime, ids === undefined ? {} : { resourceIds: ids })) {
    for (const { id } of leavers) {
      const link = await runtime.store.links.find(runtime.name, id);
      if (link === undefined) continue;
      const { plan } = await viewOf(runtime, link, undefined, noGroups, {});
      const action = plan.action === 'look' || plan.action === 'reread' ? 'wait' : plan.action;
      add({ resourceId: id, label: link.label, action, reason: plan.reason });
    }
  }
}

/** As `touch` would make it. */
export function newLink(runtime: Runtime, user: ResourceRecord): Link {
  return {
    id: '',
    application: runtime.name,
    directory: runtime.scope.directory,
    type: user.type,
    resourceId: user.id,
    state: 'new',
    label: String(user.attributes.userName ?? user.id),
    revision: 0,
    leaver: user.attributes.active === false,
    attempts: 0,
    stale: true,
  };
}
