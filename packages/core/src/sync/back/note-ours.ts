import { isDeepStrictEqual } from 'node:util';
import type { Account, Change } from '../../connector/account.js';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { sameValue } from '../../connector/difference.js';
import type { Json, JsonObject } from '../../scim/json.js';
import type { BackFacts, Link, LinkFacts } from '../../store/link.js';
import { managedPart, type Runtime } from '../runtime.js';
import { toJson } from '../step.js';

/** What the account shows once a change is done, of what it is about: by remote name, roles as the managed ones. */
export function shownAfter(runtime: Runtime, current: Account, { set, cleared, added, removed }: Change): JsonObject {
  const { rolesField = '' } = runtime;
  const touchesRoles = added[rolesField] !== undefined || removed[rolesField] !== undefined;
  const before = managedPart(runtime, rolesField, current.fields[rolesField]);
  const kept = Array.isArray(before) ? before.filter((role) => !removed[rolesField]?.includes(role)) : [];
  return toJson({
    ...set,
    ...Object.fromEntries(cleared.map((name) => [name, ''])),
    ...(touchesRoles && { [rolesField]: [...new Set([...kept, ...(added[rolesField] ?? [])])].toSorted() }),
  });
}

/** Said before a write is sent: should its answer be lost, what the account shows of this is our own doing, and no word of theirs. */
export function noteOurs({ back }: Pick<Runtime, 'back'>, link: Link, shown: JsonObject): LinkFacts {
  if (back === undefined) return {};
  const ours: Record<string, readonly Json[]> = { ...link.back?.ours };
  for (const [name, value] of Object.entries(shown)) ours[name] = [...(ours[name] ?? []), value];
  return { back: { ...link.back, ours } };
}

/** It was answered: only what was lost before is still remembered. */
export function forgetOurs({ back }: Pick<Runtime, 'back'>, link: Link): LinkFacts {
  return back === undefined ? {} : { back: link.back ?? null };
}

export function isOurs(
  { back }: { readonly back?: BackFacts | undefined },
  name: string,
  there: unknown,
  rule?: AttributeRule,
): boolean {
  return back?.ours?.[name]?.some((value) => isDeepStrictEqual(value, there) || sameValue(rule, value, there)) ?? false;
}

/**
 * What counts as read back after a write: of what comes back only what the write was about. What somebody else changed between our reading
 * and our writing is in the answer, too, and must stay news.
 */
export function readBackAfter(runtime: Runtime, link: Link, account: Account, shown: JsonObject): JsonObject {
  const { back, rolesField } = runtime;
  const fields = toJson(account.fields);
  if (back === undefined) return fields;
  const untouched = back.rules.map(({ remote }) => remote).filter((name) => !(name in shown));
  const roles = back.roles && rolesField !== undefined ? [rolesField] : [];
  const kept = [...untouched, ...roles].flatMap((name) => {
    const before = name === rolesField && name in shown ? shown[name] : link.readBack?.[name];
    return before === undefined ? [] : [[name, before] as const];
  });
  return { ...fields, ...Object.fromEntries(kept) };
}
