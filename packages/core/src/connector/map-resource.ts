import type { ResourceType } from '../scim/schema.js';
import type { AttributeRule } from './attribute-rule.js';
import { type Evaluation, noEvaluation, type RuleFailure } from './evaluation.js';
import { mapRule } from './map-rule.js';
import type { MappedResource } from './to-document.js';

export interface RemoteFields {
  /** By remote name; what has no value is absent. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Remote names of required rules without a value. */
  readonly missing: readonly string[];
  /** Remote names whose value is not, but for case, the resource's own: computed, altered for the vendor, a default or a constant. */
  readonly altered: readonly string[];
  /** Rules that fail for this resource; their fields are absent. */
  readonly failed: readonly RuleFailure[];
}

/**
 * Pure: a resource, by the rules that write. `update` leaves out what is sent with the create only. Where rules have expressions,
 * `evaluation` is what `evaluateRules` made of them.
 */
export function toRemoteFields(
  resource: MappedResource,
  rules: readonly AttributeRule[],
  {
    purpose,
    evaluation = noEvaluation,
    schema,
  }: {
    readonly purpose: 'create' | 'update';
    readonly evaluation?: Evaluation;
    /** With what the operator declared. Default: as it is built in. */
    readonly schema?: ResourceType | undefined;
  },
): RemoteFields {
  const fields: Record<string, unknown> = {};
  const missing: string[] = [];
  const altered: string[] = [];
  const failed: RuleFailure[] = [];
  for (const rule of rules) {
    if (rule.flow === 'read' || (rule.when === 'create' && purpose === 'update')) continue;
    const mapped = mapRule(resource, rule, evaluation, schema);
    const { value } = mapped;
    if (value !== undefined) fields[rule.remote] = value;
    if (value !== undefined && mapped.altered) altered.push(rule.remote);
    if (mapped.failure !== undefined) failed.push(mapped.failure);
    else if (rule.required === true && (value === undefined || value === null || value === ''))
      missing.push(rule.remote);
  }
  return { fields, missing, altered, failed };
}
