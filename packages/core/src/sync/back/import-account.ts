import { randomUUID } from 'node:crypto';
import type { Account } from '../../connector/account.js';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { sameValue } from '../../connector/difference.js';
import { evaluateRules } from '../../connector/evaluate-rules.js';
import { findRulePath } from '../../connector/find-rule-path.js';
import { toRemoteFields } from '../../connector/map-resource.js';
import { rulePaths } from '../../connector/rule-paths.js';
import { applyPatch } from '../../scim/apply-patch.js';
import type { JsonObject } from '../../scim/json.js';
import { parseFilter } from '../../scim/parse-filter.js';
import { resolveFilter } from '../../scim/resolve-filter.js';
import { ScimError } from '../../scim/scim-error.js';
import type { Commit } from '../../store/resource-store.js';
import { journalLine } from '../journal-line.js';
import { judgeScope } from '../judge-scope.js';
import type { Runtime } from '../runtime.js';
import { toJson } from '../step.js';
import { labelOf } from '../touch.js';
import { toOperations } from './to-operations.js';
import { writerOf } from './write-back.js';

/**
 * Makes a person, or a group, of an account: with its link in the same commit, so that nobody makes a second account meanwhile. Resolves with
 * why it is not done; nobody is joined to somebody who is in the directory by looking alike.
 */
export async function importAccount(runtime: Runtime, account: Account): Promise<string | undefined> {
  const { back, application, name } = runtime;
  if (back === undefined) return 'nothing comes back from this application';
  if (!back.policy.operations.create) return 'twoWay.operations.create is switched off';
  const operations = await importOperations(runtime, account);
  if ('reason' in operations) return operations.reason;
  const obstacle = (await findTwin(runtime, account)) ?? (await outOfScope(runtime, operations.attributes));
  if (obstacle !== undefined) return obstacle;
  const requestId = `back-${randomUUID()}`;
  try {
    const record = await back.directory.create(writerOf(runtime, requestId), runtime.type, operations.words, {
      externalId: account.id,
      link: await linkOf(runtime, account, operations.attributes),
    });
    const line = journalLine(
      runtime,
      { directory: record.directory, type: record.type, resourceId: record.id },
      'imported',
      {
        changes: { account: account.id, identity: account.identity },
      },
    );
    await runtime.store.journal.append([{ ...line, requestId }]);
    const look = { accountId: account.id, look: { at: runtime.now() } };
    await runtime.store.links.look({ application: name, type: runtime.type }, [look], runtime.now());
    return undefined;
  } catch (error) {
    if (!(error instanceof ScimError) || error.status >= 500) throw error;
    const who = application.client ?? name;
    return `the directory does not take what ${who} says of it: ${error.message}`;
  }
}

/** What it is called there: what a rule reads into userName, else the first text. */
export function labelOfAccount({ back, type }: Runtime, account: Account): string {
  const wanted = type === 'Group' ? 'displayName' : 'userName';
  const rule = back?.readable.find((one) => rulePaths(one).includes(wanted));
  return String((rule && account.fields[rule.remote]) ?? account.id);
}

type Words = { readonly words: readonly JsonObject[]; readonly attributes: JsonObject } | { readonly reason: string };

/** Everything that the rules read, and what the account's state says. */
async function importOperations(runtime: Runtime, account: Account): Promise<Words> {
  const { back, type } = runtime;
  const rules = (back?.readable ?? []).filter((rule) => account.fields[rule.remote] !== undefined);
  const nobody = { id: '', type, attributes: {} };
  const wordings = await toOperations(account, rules, nobody, runtime.schema);
  const failed = wordings.find(({ failure }) => failure !== undefined);
  if (failed?.failure !== undefined) return { reason: failed.failure };
  const words = wordings.flatMap(({ operation }) => (operation?.op === 'replace' ? [operation] : []));
  const name = type === 'Group' ? 'displayName' : 'userName';
  if (!words.some(({ path }) => path === name)) return { reason: `no rule reads ${name} from it` };
  const state = type === 'User' && account.active === false ? [{ op: 'replace', path: 'active', value: false }] : [];
  const all = [...words, ...state];
  try {
    const { attributes } = applyPatch(runtime.schema, {}, { Operations: all });
    return { words: all, attributes };
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    return { reason: `the directory does not take it: ${error.message}` };
  }
}

/** Whoever would be a leaver at once would lose the account by being imported. */
async function outOfScope(runtime: Runtime, attributes: JsonObject): Promise<string | undefined> {
  const { scope } = runtime.application.policy;
  if (runtime.type === 'Group' || scope === undefined) return undefined;
  const { groupBindings: bindings } = await runtime.store.applications.get(runtime.name);
  const at = new Date(runtime.now()).toISOString();
  const { directory } = runtime.scope;
  const resource = {
    directory,
    type: 'User',
    id: '',
    owner: '',
    version: 0,
    created: at,
    lastModified: at,
    attributes,
  };
  const verdict = judgeScope({ scope, resource, groups: [], bindings });
  return verdict.kind === 'out' ? `it would be out of scope here: ${verdict.reason}` : undefined;
}

/** Somebody in the directory whom the account's own name or address would be found by. */
async function findTwin(runtime: Runtime, account: Account): Promise<string | undefined> {
  const type = runtime.schema;
  const rules = (runtime.back?.readable ?? []).filter(
    (rule) => rule.correlates !== undefined || rulePaths(rule).includes('userName') || runtime.type === 'Group',
  );
  for (const rule of rules) {
    const value = scimText(rule, account);
    const attribute = plainPath(rule);
    if (value === undefined || attribute === undefined || findRulePath(type, attribute) === undefined) continue;
    const filter = resolveFilter(type, parseFilter(`${attribute} eq ${JSON.stringify(value)}`));
    const found = await runtime.store.resources.query(runtime.scope, {
      type: type.name,
      filter,
      startIndex: 1,
      count: 1,
      withoutTotal: true,
    });
    const [twin] = found.resources;
    if (twin !== undefined)
      return `"${labelOf(twin)}" in the directory has the same ${attribute}: link them by hand, or change one of them`;
  }
  return undefined;
}

function scimText(rule: AttributeRule, account: Account): string | undefined {
  const value = account.fields[rule.remote];
  const read = value === undefined || rule.convert === undefined ? value : rule.convert.toScim(value);
  return typeof read === 'string' && read !== '' ? read : undefined;
}

/** `emails[primary eq true].value` looks among all of them. */
function plainPath(rule: AttributeRule): string | undefined {
  const [first] = rulePaths(rule);
  return first?.replace(/\[.*\]/, '');
}

/**
 * What the account shows counts as sent, so that only what the rules would have otherwise is written. Its roles are looked into under the link's
 * lease, like those that somebody gives later.
 */
async function linkOf(
  runtime: Runtime,
  account: Account,
  attributes: JsonObject,
): Promise<NonNullable<Commit['link']>> {
  const { rules, type, rolesField, back } = runtime;
  const resource = { id: '', type, attributes };
  const evaluation = await evaluateRules(resource, rules, [], runtime.schema);
  const { fields } = toRemoteFields(resource, rules, { purpose: 'update', evaluation, schema: runtime.schema });
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    const rule = rules.find((one) => one.remote === name);
    const there = account.fields[name];
    if (sameValue(rule, value, there)) sent[name] = value;
    else if (there !== undefined) sent[name] = there;
  }
  const { [rolesField ?? '']: _, ...readBack } = toJson(account.fields);
  return {
    application: runtime.name,
    label: labelOfAccount(runtime, account),
    accountId: account.id,
    identity: account.identity,
    accountActive: account.active ?? true,
    sent: toJson(sent),
    readBack: { ...readBack, ...(back?.roles === true && rolesField !== undefined && { [rolesField]: [] }) },
  };
}
