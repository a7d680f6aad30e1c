import { randomUUID } from 'node:crypto';
import type { Account } from '../../connector/account.js';
import { evaluateRules } from '../../connector/evaluate-rules.js';
import { toRemoteFields } from '../../connector/map-resource.js';
import type { JsonObject } from '../../scim/json.js';
import type { BackFacts, Conflict, Link } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import { noteWritten } from '../find-flip.js';
import { journalLine } from '../journal-line.js';
import { maskSecret } from '../mask-secret.js';
import type { PerformContext } from '../perform.js';
import type { View } from '../read-view.js';
import type { Runtime } from '../runtime.js';
import { accountFacts, type Step, toJson } from '../step.js';
import { requireSame } from '../verify-account.js';
import type { Back } from './back.js';
import { hasNews } from './has-news.js';
import { type Merge, mergeAccount } from './merge-account.js';
import { setBy } from './read-provenance.js';
import { takeActive } from './take-active.js';
import { takeMembers } from './take-members.js';
import { takeRoles } from './take-roles.js';
import { writeBack } from './write-back.js';

/** Everything that one merge knows. */
export interface Taking {
  readonly context: PerformContext;
  readonly runtime: Runtime;
  readonly back: Back;
  readonly link: Link;
  readonly view: View;
  readonly resource: ResourceRecord;
  readonly account: Account;
  /** Of all that is written for it, in every history. */
  readonly requestId: string;
}

/** What one part of a merge leads to. */
export interface Taken {
  /** Counts as agreed from now on, by remote name. */
  readonly sent?: JsonObject;
  readonly facts?: Step['facts'];
  readonly conflicts?: Readonly<Record<string, Conflict>>;
  /** By remote name: `{ from, to }`. */
  readonly changes?: JsonObject;
}

/**
 * Reads the account and lets come back what is new there: into the directory first, then onto the link, so that whatever breaks off in
 * between is found to be the same on both sides. A `get` that misses is for `settleDeleted`.
 */
export async function takeAccount(context: PerformContext, link: Link, view: View): Promise<Step> {
  const { runtime, signal } = context;
  const { back } = runtime;
  const { resource } = view;
  if (back === undefined || link.accountId === undefined) return { again: true, facts: {}, look: 'seen' };
  const account = await runtime.accounts.get(link.accountId, signal);
  requireSame(runtime, link, account);
  if (resource === undefined) return leftOpen(runtime, link, account);
  const taking = { context, runtime, back, link, view, resource, account, requestId: `back-${randomUUID()}` };
  // Of a rule that fails for this person nobody knows what the directory says.
  const failed = new Set(view.desired?.failed.map(({ remote }) => remote));
  const merge = await mergeAccount({
    back: { ...back, rules: back.rules.filter(({ remote }) => !failed.has(remote)) },
    link,
    account,
    desired: view.desired?.fields ?? {},
    directorySetBy: (path) => setBy(runtime, resource, path),
    now: runtime.now(),
  });
  const written = await writeBack(taking, merge.take);
  // Somebody wrote at the same time: looked at once more, with what is there now.
  if (written === 'moved') return { again: true, facts: {} };
  const active = await takeActive(taking, written.record);
  if (active === 'moved') return { again: true, facts: {} };
  const members = await takeMembers(taking);
  const parts = [
    { sent: await agreed(taking, merge, written.record, written.taken) },
    written,
    await takeRoles(taking),
    active,
    members,
  ];
  const step = stepOf(taking, { ...written.conflicts, ...merge.conflicts }, parts);
  return { ...step, ...(members.memberships && { memberships: members.memberships }) };
}

/** Of somebody who is gone from the directory: an account that was opened again is closed again, where that is watched. */
function leftOpen(runtime: Runtime, link: Link, account: Account): Step {
  const reopened = account.active === true && hasNews(runtime, link, account);
  return { again: true, look: 'seen', facts: reopened ? { accountActive: null } : {} };
}

/** What the directory says now counts as sent of what it took; of what it refused to take, what is there, so that it is written over. */
async function agreed(
  { runtime, view, account }: Taking,
  merge: Merge,
  record: ResourceRecord,
  taken: readonly string[],
): Promise<JsonObject> {
  const evaluation = await evaluateRules(record, runtime.rules, view.groups, runtime.schema);
  const { fields } = toRemoteFields(record, runtime.rules, { purpose: 'update', evaluation, schema: runtime.schema });
  const now = [...taken, ...merge.agree].map((name) => [name, fields[name] ?? null] as const);
  const kept = merge.keep.map((name) => [name, account.fields[name] ?? null] as const);
  return toJson(Object.fromEntries([...now, ...kept]));
}

function stepOf(taking: Taking, merged: Readonly<Record<string, Conflict>>, parts: readonly Taken[]): Step {
  const { runtime, link, account, requestId } = taking;
  const conflicts = Object.assign({}, merged, ...parts.map((part) => part.conflicts));
  const changes: JsonObject = Object.assign({}, ...parts.map((part) => part.changes));
  const { look } = link;
  const told = Object.keys(changes).length > 0 || newConflicts(link, conflicts);
  const line = journalLine(runtime, link, Object.keys(changes).length > 0 ? 'taken' : 'conflict', {
    ...(look?.by !== undefined && { reason: `changed there by ${look.by}` }),
    changes: told ? { ...changes, ...described(conflicts) } : {},
  });
  const back: BackFacts = {
    ...(link.back?.released && { released: true }),
    // One that was lost may still be done.
    ...(link.back?.ours && link.late && { ours: link.back.ours }),
    ...(Object.keys(conflicts).length > 0 && { conflicts }),
  };
  return {
    again: true,
    look: 'seen',
    facts: {
      ...accountFacts(account),
      readBack: { ...link.readBack, ...readable(taking, conflicts) },
      sent: Object.assign({}, link.sent, ...parts.map((part) => part.sent)),
      flips: flipsAfter(taking, changes),
      back: Object.keys(back).length === 0 ? null : back,
      drift: null,
      ...Object.assign({}, ...parts.map((part) => part.facts)),
    },
    ...(told && { journal: { ...line, requestId } }),
  };
}

/**
 * What could be read of it. Roles of a closed account are no word, and stay as they were read before; but where a conflict about them ended
 * with that nobody has decided, and they are news when they are there again.
 */
function readable({ runtime, link, account }: Taking, conflicts: Readonly<Record<string, Conflict>>): JsonObject {
  const { rolesField } = runtime;
  const isClosed = link.accountActive === false || account.active === false;
  const fields = toJson(account.fields);
  if (!isClosed || rolesField === undefined) return fields;
  if (link.back?.conflicts?.[rolesField] !== undefined && conflicts[rolesField] === undefined) return fields;
  const { [rolesField]: _, ...others } = fields;
  return others;
}

function flipsAfter({ runtime, link, account }: Taking, changes: JsonObject): JsonObject | null {
  const names = Object.keys(changes).filter((name) => account.fields[name] !== undefined);
  if (names.length === 0) return link.flips ?? null;
  const set = Object.fromEntries(names.map((name) => [name, account.fields[name]]));
  return noteWritten(link.flips, { set, cleared: [], added: {}, removed: {} }, runtime.now());
}

function newConflicts({ back }: Link, conflicts: Readonly<Record<string, Conflict>>): boolean {
  return Object.keys(conflicts).some((name) => back?.conflicts?.[name] === undefined);
}

function described(conflicts: Readonly<Record<string, Conflict>>): JsonObject {
  const told = Object.entries(conflicts).map(([name, { directory = null, account = null, reason }]) => [
    name,
    { directory: maskSecret(name, directory), account: maskSecret(name, account), held: reason },
  ]);
  return toJson(Object.fromEntries(told));
}
