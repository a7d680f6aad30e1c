import { isDeepStrictEqual } from 'node:util';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import type { JsonObject } from '../../scim/json.js';
import type { Conflict } from '../../store/link.js';
import type { ResourceRecord } from '../../store/resource.js';
import { maskSecret } from '../mask-secret.js';
import type { Runtime } from '../runtime.js';
import { toJson } from '../step.js';
import { pathOf } from './merge-account.js';
import { hasMovedOn, refusalText } from './refusal-text.js';
import type { Taken, Taking } from './take-account.js';
import { toOperations, type Wording } from './to-operations.js';

interface Written extends Taken {
  /** As it is now. */
  readonly record: ResourceRecord;
  /** Remote names whose value the directory has taken. */
  readonly taken: readonly string[];
  readonly conflicts: Readonly<Record<string, Conflict>>;
}

type Word = Wording & { readonly operation: JsonObject };

/**
 * Writes fields into the directory: all in one commit, or, where the directory refuses one of them, each by itself. What it refuses waits for a
 * person. `moved`: somebody else has written since the person was read.
 */
export async function writeBack(taking: Taking, rules: readonly AttributeRule[]): Promise<Written | 'moved'> {
  const { account, resource } = taking;
  const wordings = await toOperations(account, rules, resource, taking.runtime.schema);
  const conflicts: Record<string, Conflict> = {};
  const words: Word[] = [];
  for (const wording of wordings) {
    const { rule, operation, failure } = wording;
    if (failure !== undefined) conflicts[rule.remote] = refusal(taking, rule, failure);
    if (operation === undefined) continue;
    const full = await guarded(taking, rule, operation);
    if (full !== undefined) conflicts[rule.remote] = refusal(taking, rule, full);
    else words.push({ rule, operation });
  }
  const silent = wordings.filter((one) => one.operation === undefined && one.failure === undefined);
  const outcome = await write(taking, words);
  if (outcome === 'moved') return 'moved';
  for (const { rule, reason } of outcome.refused) conflicts[rule.remote] = refusal(taking, rule, reason);
  const taken = outcome.taken.map(({ remote }) => remote);
  const changes = taken.map((name) => [
    name,
    { from: maskSecret(name, formerOf(taking, name)), to: maskSecret(name, account.fields[name] ?? null) },
  ]);
  return {
    record: outcome.record,
    taken: [...taken, ...silent.map(({ rule }) => rule.remote)],
    conflicts,
    changes: toJson(Object.fromEntries(changes)),
  };
}

/** Where it was read before, while somebody had to decide: what the directory said. */
function formerOf({ link, view, account }: Taking, name: string): unknown {
  const read = link.readBack?.[name];
  const former = isDeepStrictEqual(read, account.fields[name]) ? view.desired?.fields[name] : read;
  return former ?? null;
}

interface Outcome {
  readonly record: ResourceRecord;
  readonly taken: readonly AttributeRule[];
  readonly refused: readonly { readonly rule: AttributeRule; readonly reason: string }[];
}

async function write(taking: Taking, words: readonly Word[]): Promise<Outcome | 'moved'> {
  const { resource } = taking;
  if (words.length === 0) return { record: resource, taken: [], refused: [] };
  const whole = await tryPatch(taking, resource, words);
  if (whole === 'moved') return 'moved';
  if (typeof whole !== 'string') return { record: whole, taken: words.map(({ rule }) => rule), refused: [] };
  const [only] = words;
  if (words.length === 1 && only !== undefined)
    return { record: resource, taken: [], refused: [{ rule: only.rule, reason: whole }] };
  const taken: AttributeRule[] = [];
  const refused: { rule: AttributeRule; reason: string }[] = [];
  let record = resource;
  for (const word of words) {
    const one = await tryPatch(taking, record, [word]);
    if (one === 'moved') return 'moved';
    if (typeof one === 'string') refused.push({ rule: word.rule, reason: one });
    else {
      record = one;
      taken.push(word.rule);
    }
  }
  return { record, taken, refused };
}

/** The record, or why it was refused. */
async function tryPatch(
  { back, runtime, requestId }: Taking,
  { type, id, version }: ResourceRecord,
  words: readonly Word[],
): Promise<ResourceRecord | string> {
  const operations = words.map(({ operation }) => operation);
  try {
    return await back.directory.patch(writerOf(runtime, requestId), { type, id, version }, operations);
  } catch (error) {
    if (hasMovedOn(error)) return 'moved';
    return refusalText(error);
  }
}

export function writerOf(
  { name, application, scope }: Pick<Runtime, 'name' | 'application' | 'scope'>,
  requestId: string,
) {
  const actor = `application:${name}`;
  return { actor, scope: { directory: scope.directory, client: application.client ?? actor }, requestId };
}

/** A value that goes everywhere empty is counted like one that is cleared there. */
async function guarded({ runtime, link }: Taking, { remote }: AttributeRule, operation: JsonObject) {
  if (operation.op !== 'remove' || link.back?.conflicts?.[remote]?.take === 'application') return undefined;
  return runtime.guard.findExcess(link, {
    kind: `back-wipe:${remote}`,
    guard: 'wipe',
    budget: runtime.application.policy.guards.wipe,
    least: 3,
    what: `people whose ${remote} was cleared there`,
  });
}

function refusal({ runtime, link, view, account }: Taking, rule: AttributeRule, reason: string): Conflict {
  const { remote } = rule;
  const values = toJson({ directory: view.desired?.fields[remote], account: account.fields[remote] });
  const { by, at } = link.look?.fields?.[remote] ?? {};
  return {
    scim: pathOf(rule),
    ...values,
    reason,
    since: link.back?.conflicts?.[remote]?.since ?? runtime.now(),
    ...(by !== undefined && { accountBy: by }),
    ...(at !== undefined && { accountAt: at }),
  };
}
