import type { Account } from '../../connector/account.js';
import type { AttributeRule } from '../../connector/attribute-rule.js';
import { findRulePath } from '../../connector/find-rule-path.js';
import { readPath } from '../../connector/read-path.js';
import { rulePaths } from '../../connector/rule-paths.js';
import type { MappedResource } from '../../connector/to-document.js';
import { toScimValues } from '../../connector/to-scim-values.js';
import { findAttribute } from '../../scim/find-attribute.js';
import type { Json, JsonObject } from '../../scim/json.js';
import { parsePath } from '../../scim/parse-path.js';
import type { ResourceType } from '../../scim/schema.js';

export interface Wording {
  readonly rule: AttributeRule;
  /** As RFC 7644 §3.5.2 has it; absent: `back` says nothing of this value, or cannot be told. */
  readonly operation?: JsonObject;
  /** Why not. */
  readonly failure?: string;
}

/** What the account's fields are for the directory: one operation for each rule. */
export async function toOperations(
  account: Pick<Account, 'fields'>,
  rules: readonly AttributeRule[],
  resource: MappedResource,
  type: ResourceType,
): Promise<readonly Wording[]> {
  const { values, failed } = await toScimValues(account, rules);
  return rules.map((rule) => {
    const failure = failed.find(({ remote }) => remote === rule.remote)?.message;
    if (failure !== undefined) return { rule, failure };
    const [first = ''] = rulePaths(rule);
    if (!(first in values)) return { rule };
    return { rule, operation: operationAt(placeOf(rule, resource, type), values[first]) };
  });
}

/** Where the value stands now, among the values of the attribute that the rule reads into. */
function placeOf(rule: AttributeRule, resource: MappedResource, type: ResourceType): string {
  const [first = '', ...others] = rulePaths(rule);
  const root = rootOf(first);
  const standing = [first, ...others].find(
    (path) => rootOf(path) === root && readPath(resource, path, type) !== undefined,
  );
  return exactPlace(standing ?? first, resource, type);
}

function rootOf(text: string): string {
  const { path } = parsePath(text);
  return `${path.schema ?? ''}:${path.attribute}`.toLowerCase();
}

/** `emails.value` would stand for all of them: the one that the rule reads is meant. */
function exactPlace(text: string, resource: MappedResource, type: ResourceType): string {
  const { path, filter } = parsePath(text);
  const found = findRulePath(type, text);
  if (filter !== undefined || path.subAttribute === undefined || found === undefined) return text;
  const { subAttribute: _, ...whole } = path;
  if (findAttribute(type, whole)?.multiValued !== true) return text;
  const value = readPath(resource, text, type);
  const list = path.schema === undefined ? path.attribute : `${path.schema}:${path.attribute}`;
  return value === undefined
    ? `${list}[primary eq true].${path.subAttribute}`
    : `${list}[${path.subAttribute} eq ${JSON.stringify(value)}].${path.subAttribute}`;
}

function operationAt(path: string, value: unknown): JsonObject {
  const isNothing =
    value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  if (!isNothing) return { op: 'replace', path, value: value as Json };
  const { filter, subAttribute } = parsePath(path);
  // A value without its sub-attribute is none: it goes whole.
  const whole = filter !== undefined && subAttribute === 'value' ? path.slice(0, path.lastIndexOf('.')) : path;
  return { op: 'remove', path: whole };
}
