import { randomUUID } from 'node:crypto';
import type { Lease, Link } from '../store/link.js';
import { bindGroups } from './bind-groups.js';
import { expandMarks } from './expand-marks.js';
import { userPages } from './fill-application.js';
import { type AccountFinder, listingFinder } from './find-account.js';
import { findLink } from './find-link.js';
import { findUser } from './find-user.js';
import { haltApplication } from './halt.js';
import { leaverPages } from './leaver-pages.js';
import type { SyncItem, SyncOptions, SyncReport } from './orchestrator.js';
import { previewSync } from './preview-sync.js';
import { reconcile } from './reconcile.js';
import type { Runtime } from './runtime.js';
import { touch, touched } from './touch.js';

const linksAtOnce = 100;
/** From this many people on, one listing is cheaper than look-ups. */
const listingPays = 50;

/** One manual pass over some people or everybody, in this process, beside a running server: leases keep them apart. */
export async function runSync(
  runtime: Runtime,
  runtimes: readonly Runtime[],
  options: SyncOptions,
): Promise<SyncReport> {
  const { applications } = runtime.store;
  const record = await applications.get(runtime.name);
  const tally = createTally(options);
  if (record.halted !== undefined) {
    return tally.report(
      [],
      `${runtime.name} is halted: ${record.halted.reason} Then run \`linkspan test ${runtime.name}\`.`,
    );
  }
  const signal = options.signal ?? new AbortController().signal;
  const mismatch = await runtime.site.mismatch(signal, { maximumAge: 0, remember: options.dryRun !== true });
  if (mismatch !== undefined) {
    if (options.dryRun !== true) await haltApplication(runtime, 'identity', mismatch);
    return tally.report([], mismatch);
  }
  const { ids, unknown } = await resolveUsers(runtime, options.userNames);
  if (options.dryRun === true) {
    await previewSync(runtime, ids, tally.add, signal);
    return tally.report(unknown);
  }
  await bindGroups(runtime);
  await expandMarks({ marks: runtime.store.marks, runtimes, signal });
  const finder = (ids?.length ?? listingPays) < listingPays ? undefined : await listing(runtime, signal);
  for await (const page of idPages(runtime, ids)) {
    const left = await workOn(runtime, page, {
      finder,
      recreate: options.userNames !== undefined,
      signal,
      add: tally.add,
    });
    if (left !== undefined) return tally.report(unknown, left);
  }
  return tally.report(unknown);
}

async function listing(runtime: Runtime, signal: AbortSignal): Promise<AccountFinder | undefined> {
  return runtime.users.list === undefined ? undefined : listingFinder(runtime.users, runtime.rules, signal);
}

async function resolveUsers(runtime: Runtime, userNames: readonly string[] | undefined) {
  if (userNames === undefined) return { ids: undefined, unknown: [] };
  const ids: string[] = [];
  const unknown: string[] = [];
  for (const userName of userNames) {
    const id = (await findUser(runtime, userName))?.id ?? (await findLink(runtime, userName))?.resourceId;
    if (id === undefined) unknown.push(userName);
    else ids.push(id);
  }
  return { ids, unknown };
}

async function* idPages(runtime: Runtime, ids: readonly string[] | undefined): AsyncGenerator<readonly string[]> {
  if (ids !== undefined) {
    for (const id of ids) {
      const user = await runtime.store.resources.find(runtime.scope, 'User', id);
      if (user !== undefined) await touch(runtime, [touched(user)]);
    }
    for (let start = 0; start < ids.length; start += linksAtOnce) yield ids.slice(start, start + linksAtOnce);
    return;
  }
  // Leavers go first.
  for await (const leavers of leaverPages(runtime)) {
    await touch(runtime, leavers, { onlyExisting: true });
    yield leavers.map((leaver) => leaver.id);
  }
  for await (const users of userPages(runtime)) {
    await touch(runtime, users.map(touched));
    for (let start = 0; start < users.length; start += linksAtOnce) {
      yield users.slice(start, start + linksAtOnce).map((user) => user.id);
    }
  }
}

interface WorkOptions {
  readonly finder: AccountFinder | undefined;
  readonly recreate: boolean;
  readonly signal: AbortSignal;
  add(item: SyncItem): void;
}

/** Resolves with the reason to stop, if there is one. */
async function workOn(runtime: Runtime, ids: readonly string[], options: WorkOptions): Promise<string | undefined> {
  const lease: Lease = { token: randomUUID(), milliseconds: 120_000 };
  const claimed = await runtime.store.links.claim(runtime.name, {
    now: runtime.now(),
    limit: ids.length,
    lease,
    resourceIds: ids,
  });
  for (const id of ids.filter((one) => !claimed.some((link) => link.resourceId === one))) {
    const link = await runtime.store.links.find(runtime.name, id);
    options.add({
      resourceId: id,
      label: link?.label ?? id,
      action: 'wait',
      reason: 'the running server is at work on this person now',
    });
  }
  return workThrough(runtime, claimed, lease, options);
}

/** So many failures in a row are the application's, not these people's. */
const failuresInARow = 3;

/** A few at a time; the first one alone, so that wrong credentials are tried once. */
async function workThrough(
  runtime: Runtime,
  claimed: readonly Link[],
  lease: Lease,
  { finder, recreate, signal, add }: WorkOptions,
): Promise<string | undefined> {
  const { links } = runtime.store;
  const queue = [...claimed];
  let failures = 0;
  let stopped: string | undefined;
  const goesOn = () => queue.length > 0 && stopped === undefined && !signal.aborted;
  const next = async (): Promise<void> => {
    const link = queue.shift();
    if (link === undefined) return;
    const { item, health } = await reconcile(runtime, link, { lease, signal, recreate, ...(finder && { finder }) });
    add(item);
    failures = health === 'failing' ? failures + 1 : health === 'healthy' ? 0 : failures;
    if (health === 'halted' || failures === failuresInARow) stopped = item.reason;
  };
  const worker = async () => {
    while (goesOn()) await next();
  };
  const renewing = setInterval(() => {
    const ids = claimed.map((link) => link.id);
    links.renew(runtime.name, { now: runtime.now(), lease, links: ids }).catch(() => undefined);
  }, lease.milliseconds / 3);
  try {
    if (goesOn()) await next();
    await Promise.all(Array.from({ length: runtime.application.policy.concurrency }, worker));
    return stopped;
  } finally {
    clearInterval(renewing);
    // Whoever was claimed and not reached goes back as it was: due, for the server or the next sync.
    for (const link of queue) {
      const due = link.dueAt === undefined ? {} : { dueAt: link.dueAt };
      await links.record(link, lease, {}, { release: { ...due, attempts: link.attempts } });
    }
  }
}

function createTally(options: SyncOptions) {
  const counts: Partial<Record<SyncItem['action'], number>> = {};
  return {
    add(item: SyncItem): void {
      counts[item.action] = (counts[item.action] ?? 0) + 1;
      options.onItem?.(item);
    },
    report(unknown: readonly string[], refused?: string): SyncReport {
      return { counts, unknown, ...(refused === undefined ? {} : { refused }) };
    },
  };
}
