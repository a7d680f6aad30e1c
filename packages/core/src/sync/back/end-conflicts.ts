import { isDeepStrictEqual } from 'node:util';
import { sameValue } from '../../connector/difference.js';
import type { JsonObject } from '../../scim/json.js';
import type { Conflict, Link, LinkFacts } from '../../store/link.js';
import type { View } from '../read-view.js';
import { managedPart, type Runtime } from '../runtime.js';
import { toJson } from '../step.js';

/** A conflict ends where the directory has come to say what the account showed last: nobody has to decide, and nothing to be read for it. */
export function endConflicts(runtime: Runtime, link: Link, { desired, resource }: View): LinkFacts {
  const standing = Object.entries(link.back?.conflicts ?? {});
  if (standing.length === 0 || desired === undefined) return {};
  const { rolesField, back } = runtime;
  const agrees = (name: string, { account }: Conflict): boolean => {
    if (name === 'active') return (resource?.attributes.active !== false) === account;
    const [wanted, there] = [desired.fields[name], link.readBack?.[name]];
    const rule = back?.rules.find(({ remote }) => remote === name);
    // Who is in a group is not on its link.
    if (name !== rolesField) return rule !== undefined && sameValue(rule, wanted, there);
    return isDeepStrictEqual(sorted(wanted), sorted(managedPart(runtime, name, there)));
  };
  const open = standing.filter(([name, conflict]) => conflict.take !== undefined || !agrees(name, conflict));
  if (open.length === standing.length) return {};
  const ended = standing.filter((one) => !open.includes(one)).map(([name]) => name);
  const { conflicts: _, ...rest } = link.back ?? {};
  const kept = { ...rest, ...(open.length > 0 && { conflicts: Object.fromEntries(open) }) };
  const agreed = ended.filter((name) => name !== 'active').map((name) => [name, desired.fields[name] ?? null]);
  const sent: JsonObject = { ...link.sent, ...toJson(Object.fromEntries(agreed)) };
  return { back: Object.keys(kept).length === 0 ? null : kept, sent };
}

function sorted(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.toSorted() : [];
}
