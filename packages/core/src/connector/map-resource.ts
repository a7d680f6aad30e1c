import { isDeepStrictEqual } from 'node:util';
import { foldCase } from '../scim/fold-case.js';
import type { Account } from './account.js';
import type { AttributeRule } from './attribute-rule.js';
import { type MappedResource, readPath } from './read-path.js';

export interface RemoteFields {
  /** By remote name; what has no value is absent. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Remote names of required rules without a value. */
  readonly missing: readonly string[];
  /** Remote names whose value is not, but for case, the resource's own: altered for the vendor, a default or a constant. */
  readonly altered: readonly string[];
}

/** Pure: a resource, by the rules that write. `update` leaves out what is sent with the create only. */
export function toRemoteFields(
  resource: MappedResource,
  rules: readonly AttributeRule[],
  { purpose }: { readonly purpose: 'create' | 'update' },
): RemoteFields {
  const fields: Record<string, unknown> = {};
  const missing: string[] = [];
  const altered: string[] = [];
  for (const rule of rules) {
    if (rule.flow === 'read' || (rule.when === 'create' && purpose === 'update')) continue;
    const own = firstValue(resource, rule);
    const value = rule.constant ?? convert(rule, own) ?? rule.default;
    if (value !== undefined) fields[rule.remote] = value;
    if (rule.required === true && (value === undefined || value === null || value === '')) missing.push(rule.remote);
    if (value !== undefined && !isSameButForCase(own, value)) altered.push(rule.remote);
  }
  return { fields, missing, altered };
}

/** Pure, the way back: by the first SCIM path of each rule that reads. What could not be read is absent. */
export function toScimValues(account: Account, rules: readonly AttributeRule[]): Readonly<Record<string, unknown>> {
  const values: Record<string, unknown> = {};
  for (const rule of rules) {
    const [path] = sources(rule);
    const remote = account.fields[rule.remote];
    if (path === undefined || remote === undefined || (rule.flow !== 'read' && rule.flow !== 'both')) continue;
    const value = rule.convert === undefined ? remote : rule.convert.toScim(remote);
    if (value !== undefined) values[path] = value;
  }
  return values;
}

function firstValue(resource: MappedResource, rule: AttributeRule): unknown {
  for (const path of sources(rule)) {
    const value = readPath(resource, path);
    if (value !== undefined) return value;
  }
  return undefined;
}

function convert(rule: AttributeRule, value: unknown): unknown {
  return value === undefined || rule.convert === undefined ? value : rule.convert.toRemote(value);
}

function sources({ scim }: AttributeRule): readonly string[] {
  if (scim === undefined) return [];
  return typeof scim === 'string' ? [scim] : scim;
}

function isSameButForCase(own: unknown, value: unknown): boolean {
  if (typeof own === 'string' && typeof value === 'string') return foldCase(own) === foldCase(value);
  return isDeepStrictEqual(own, value);
}
