import { isDeepStrictEqual } from 'node:util';
import { foldCase } from '../scim/fold-case.js';
import type { ResourceType } from '../scim/schema.js';
import type { AttributeRule } from './attribute-rule.js';
import { type Evaluation, failureOf, type RuleFailure } from './evaluation.js';
import { readPath } from './read-path.js';
import { rulePaths } from './rule-paths.js';
import type { MappedResource } from './to-document.js';

/** Where a field's value comes from. */
export type ValueSource =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'expression' | 'constant' | 'default' | 'nothing' };

export interface MappedValue {
  /** Undefined: none. */
  readonly value: unknown;
  readonly source: ValueSource;
  /** The value is not, but for case, the resource's own. */
  readonly altered: boolean;
  /** There is no telling what the value should be. */
  readonly failure?: RuleFailure;
}

/** Pure: what one rule makes of a resource of this type (default: as it is built in). Its expression has been evaluated before. */
export function mapRule(
  resource: MappedResource,
  rule: AttributeRule,
  evaluation: Evaluation,
  type?: ResourceType,
): MappedValue {
  if (rule.constant !== undefined) return { value: rule.constant, source: { kind: 'constant' }, altered: true };
  const failure = evaluation.failures.get(rule.remote);
  if (failure !== undefined) return { value: undefined, source: { kind: 'expression' }, altered: false, failure };
  const own = ownValue(resource, rule, type);
  const [given, source] =
    rule.expression === undefined
      ? [own?.value, own && ({ kind: 'path', path: own.path } as const)]
      : [evaluation.values.get(rule.remote), { kind: 'expression' } as const];
  try {
    const value =
      given === undefined || rule.convert === undefined ? given : (rule.convert.toRemote(given) ?? undefined);
    if (value !== undefined && source !== undefined)
      return { value, source, altered: !isSameButForCase(own?.value, value) };
  } catch (error) {
    return {
      value: undefined,
      source: source ?? { kind: 'nothing' },
      altered: false,
      failure: failureOf(rule.remote, error),
    };
  }
  if (rule.default === undefined) return { value: undefined, source: { kind: 'nothing' }, altered: false };
  return { value: rule.default, source: { kind: 'default' }, altered: !isSameButForCase(own?.value, rule.default) };
}

/** At the first of the rule's paths that has a value. */
function ownValue(resource: MappedResource, rule: AttributeRule, type: ResourceType | undefined) {
  for (const path of rulePaths(rule)) {
    const value = readPath(resource, path, type);
    if (value !== undefined) return { path, value };
  }
  return undefined;
}

function isSameButForCase(own: unknown, value: unknown): boolean {
  if (typeof own === 'string' && typeof value === 'string') return foldCase(own) === foldCase(value);
  return isDeepStrictEqual(own, value);
}
