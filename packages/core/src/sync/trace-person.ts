import { isDeepStrictEqual } from 'node:util';
import type { ResourceConnector } from '../connector/connector.js';
import { sameValue } from '../connector/difference.js';
import type { Json } from '../scim/json.js';
import type { Link } from '../store/link.js';
import { describePlan } from './describe-plan.js';
import { findLink } from './find-link.js';
import { findUser } from './find-user.js';
import type { SyncItem, TraceStep } from './orchestrator.js';
import { newLink } from './people-pages.js';
import { readView, readViewContext, type View } from './read-view.js';
import { runPass } from './run-pass.js';
import { refusal } from './run-sync.js';
import { managedPart, type Runtime, runtimeFor } from './runtime.js';
import { toJson } from './step.js';
import { wrapMethods } from './wrap-methods.js';

interface Trace {
  readonly steps: readonly TraceStep[];
  readonly item: SyncItem;
}

/** Syncs one person and keeps each step, for whoever wants to see it. `undefined`: nobody has this name. */
export async function tracePerson(runtime: Runtime, userName: string): Promise<Trace | undefined> {
  const user = await findUser(runtime, userName);
  const known = user ? await runtime.store.links.find(runtime.name, user.id) : await findLink(runtime, userName);
  const link = known ?? (user && newLink(runtime, user));
  // A group's, where groups are not provisioned any more, is nobody's.
  const own = link && runtimeFor(runtime, link);
  if (own === undefined || link === undefined) return undefined;
  const steps: TraceStep[] = [];
  let last = performance.now();
  const note = (step: string, detail: string, data?: Json) => {
    const now = performance.now();
    steps.push({ step, detail, milliseconds: Math.round(now - last), ...(data !== undefined && { data }) });
    last = now;
  };
  const { manual } = runtime.application.policy;
  const operations = manual === false ? undefined : manual;
  const signal = new AbortController().signal;
  const refused = await refusal(runtime, { signal, dryRun: false, operations });
  const item = (action: SyncItem['action'], reason: string): SyncItem => ({
    resourceId: link.resourceId,
    label: link.label,
    action,
    reason,
  });
  if (refused !== undefined || operations === undefined) return { steps, item: item('error', refused ?? '') };
  const view = await readView(own, link, await readViewContext(runtime, operations));
  note(
    'read',
    view.resource === undefined ? 'deleted from the directory' : `version ${view.resource.version} of ${link.label}`,
  );
  note(
    'scope',
    view.scope === undefined ? 'none' : 'reason' in view.scope ? `${view.scope.kind}: ${view.scope.reason}` : 'in',
  );
  note(
    'correlate',
    link.accountId === undefined ? 'has no account yet' : `account ${link.accountId}, by ${link.matchedBy ?? 'create'}`,
  );
  if (view.desired !== undefined) note('map', 'what the account should be', toJson(view.desired.fields));
  note('decide', `${view.plan.action}: ${view.plan.reason}`, describePlan(link, view.plan).changes);
  const watched: Runtime = { ...own, actor: runtime.operator, accounts: watch(own.accounts, note) };
  let done = item('none', view.plan.reason);
  await runPass(watched, {
    way: 'manual',
    operations,
    people: { kind: 'named', ids: [link.resourceId] },
    full: false,
    dryRun: false,
    recreate: true,
    signal,
    onDone(told) {
      done = told;
    },
  });
  const after = await runtime.store.links.find(runtime.name, link.resourceId);
  if (done.action === 'hold') note('guard', done.reason);
  if (after !== undefined && written.has(done.action)) note('verify', readBackOf(runtime, view, done.action, after));
  note(
    'record',
    after === undefined ? 'no link' : `${after.state}${after.reason === undefined ? '' : `: ${after.reason}`}`,
  );
  return { steps, item: done };
}

const written: ReadonlySet<string> = new Set(['create', 'adopt', 'update', 'deactivate', 'reactivate', 'remove']);

/** What the application showed of the account after the last call. */
function readBackOf(runtime: Runtime, { desired }: View, action: SyncItem['action'], after: Link): string {
  if (action === 'remove') return after.accountId === undefined ? 'the account is gone' : 'the account is still there';
  const activity = after.accountActive === false ? 'not active' : 'active';
  const { readBack = {} } = after;
  const other = Object.entries(desired?.fields ?? {}).flatMap(([name, wanted]) => {
    const there = managedPart(runtime, name, readBack[name]);
    const rule = runtime.rules.find((one) => one.remote === name);
    const same = runtime.sets.includes(name)
      ? isDeepStrictEqual(managedPart(runtime, name, wanted), there)
      : sameValue(rule, wanted, there);
    return there === undefined || same ? [] : [name];
  });
  if (action === 'deactivate' || other.length === 0) return `account ${after.accountId} was read back: ${activity}`;
  return `account ${after.accountId} was read back: ${activity}, and differs in ${other.join(', ')}`;
}

/** Every call that goes out, with what came of it; the first one reads the account, to prove that it is the same. */
function watch(accounts: ResourceConnector, note: (step: string, detail: string) => void): ResourceConnector {
  return wrapMethods(accounts, async (name, call) => {
    try {
      const result = await call();
      note('call', `${name}: done`);
      return result;
    } catch (error) {
      note('call', `${name}: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    }
  });
}
