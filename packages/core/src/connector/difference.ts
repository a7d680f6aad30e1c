import { isDeepStrictEqual } from 'node:util';
import type { Change } from './account.js';
import type { AttributeRule } from './attribute-rule.js';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Pure: what to send so that `agreed` becomes `desired`. Only a field that a rule still writes can be cleared, and a set that `desired`
 * does not name is left alone: taking a rule or the roles out of the configuration deprovisions nobody.
 */
export function difference(
  desired: Fields,
  agreed: Fields,
  rules: readonly AttributeRule[],
  sets: readonly string[] = [],
): Change {
  const set: Record<string, unknown> = {};
  const added: Record<string, readonly unknown[]> = {};
  const removed: Record<string, readonly unknown[]> = {};
  const byRemote = new Map(rules.map((rule) => [rule.remote, rule]));

  for (const [name, value] of Object.entries(desired)) {
    const rule = byRemote.get(name);
    if (sets.includes(name)) {
      if (value === undefined) continue;
      const more = missingFrom(agreed[name], value);
      const less = missingFrom(value, agreed[name]);
      if (more.length > 0) added[name] = more;
      if (less.length > 0) removed[name] = less;
    } else if (value !== undefined && writesLater(rule) && !sameValue(rule, value, agreed[name])) {
      set[name] = value;
    }
  }
  const cleared = Object.keys(agreed).filter(
    (name) =>
      desired[name] === undefined &&
      !isBlank(agreed[name]) &&
      !sets.includes(name) &&
      byRemote.has(name) &&
      writesLater(byRemote.get(name)),
  );
  return { set, cleared, added, removed };
}

export function isEmptyChange({ set, cleared, added, removed }: Change): boolean {
  return cleared.length === 0 && [set, added, removed].every((part) => Object.keys(part).length === 0);
}

/** Undefined, null, an empty string and an empty list all say that there is nothing: vendors choose among them. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

/** By the rule's own `same` where it has one; that is never asked about undefined. */
export function sameValue(rule: Pick<AttributeRule, 'same'> | undefined, desired: unknown, remote: unknown): boolean {
  if (isBlank(desired) && isBlank(remote)) return true;
  if (desired === undefined || remote === undefined) return false;
  return rule?.same?.(desired, remote) ?? isDeepStrictEqual(desired, remote);
}

function writesLater(rule: AttributeRule | undefined): boolean {
  return rule?.when !== 'create' && rule?.flow !== 'read';
}

function missingFrom(there: unknown, wanted: unknown): readonly unknown[] {
  return members(wanted).filter((one) => !members(there).some((other) => isDeepStrictEqual(one, other)));
}

function members(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
