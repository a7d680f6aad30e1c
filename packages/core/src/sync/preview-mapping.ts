import type { AttributeRule } from '../connector/attribute-rule.js';
import { difference, sameValue } from '../connector/difference.js';
import type { Evaluation } from '../connector/evaluation.js';
import { type MappedValue, mapRule } from '../connector/map-rule.js';
import { rulePaths } from '../connector/rule-paths.js';
import type { ScimValues } from '../connector/to-scim-values.js';
import type { GroupBinding } from '../store/application-store.js';
import type { Link } from '../store/link.js';
import type { EffectiveGroup, ResourceRecord } from '../store/resource.js';
import { without } from './change-parts.js';
import type { DesiredAccount } from './desired-account.js';
import type { FieldPreview, MappingPreview } from './mapping-preview.js';
import { maskSecret } from './mask-secret.js';
import { previewRoles } from './preview-roles.js';
import type { Standing } from './read-standing.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';

export interface PreviewInput {
  readonly runtime: Pick<
    Runtime,
    'name' | 'application' | 'rules' | 'schema' | 'rolesField' | 'managedRoles' | 'guarded'
  >;
  readonly link: Link;
  readonly resource: ResourceRecord;
  readonly desired: DesiredAccount;
  readonly plan: View['plan'];
  readonly evaluation: Evaluation;
  readonly groups: readonly EffectiveGroup[];
  readonly bindings: Readonly<Record<string, GroupBinding>>;
  readonly standing: Standing;
  /** Of the rules with `back`, where the account was read. */
  readonly back?: ScimValues;
}

/** Pure: what each rule makes of a person, what is there, and what becomes of it. */
export function previewMapping(input: PreviewInput): MappingPreview {
  const { runtime, link, resource, plan, standing } = input;
  const adopts = plan.action === 'create' && standing.adoptable === true;
  const verdict = plan.action === 'create' && 'verdict' in standing.account ? standing.account.verdict : undefined;
  const roles = runtime.rolesField === undefined ? undefined : previewRoles(input, runtime.rolesField);
  return {
    application: runtime.name,
    person: { id: resource.id, userName: link.label },
    account: standing.account,
    action: adopts ? 'adopt' : verdict === undefined ? plan.action : 'park',
    reason: verdict ?? plan.reason,
    fields: runtime.rules.map((rule) => previewField(input, rule)),
    ...(roles && { roles }),
  };
}

function previewField(input: PreviewInput, rule: AttributeRule): FieldPreview {
  const { link, resource, evaluation, standing } = input;
  const { remote } = rule;
  const mapped = mapRule(resource, rule, evaluation, input.runtime.schema);
  const agreed = link.sent?.[remote];
  const now = standing.fields?.[remote];
  return {
    remote,
    source: mapped.source,
    ...(mapped.value !== undefined && { value: maskSecret(remote, mapped.value) }),
    ...(now !== undefined && { now: maskSecret(remote, now) }),
    ...(agreed !== undefined && { agreed: maskSecret(remote, agreed) }),
    ...(input.back && rule.back !== undefined && { back: previewBack(input.back, rule) }),
    ...judge(input, rule, mapped),
  };
}

function previewBack({ values, failed }: ScimValues, rule: AttributeRule): NonNullable<FieldPreview['back']> {
  const [scim = ''] = rulePaths(rule);
  const failure = failed.find(({ remote }) => remote === rule.remote)?.message;
  const value = values[scim];
  return {
    scim,
    ...(value !== undefined && { value: maskSecret(rule.remote, value) }),
    ...(failure !== undefined && { failure }),
  };
}

type Judgement = Pick<FieldPreview, 'outcome' | 'reason'>;

function judge(input: PreviewInput, rule: AttributeRule, mapped: MappedValue): Judgement {
  const { plan, standing } = input;
  if (mapped.failure !== undefined) return leave(mapped.failure.message);
  if (plan.action === 'create') {
    if ('verdict' in standing.account) return judgeMatch(input, rule, mapped.value, standing);
    return mapped.value === undefined ? leave('no value') : { outcome: 'write', reason: 'with the create' };
  }
  return judgeLinked(input, rule);
}

function judgeMatch(
  { runtime }: PreviewInput,
  rule: AttributeRule,
  value: unknown,
  { adoptable, fields }: Standing,
): Judgement {
  if (adoptable !== true) return leave('a person decides about the account first');
  if (rule.when === 'create') return leave('sent with the create only');
  if (sameValue(rule, value, fields?.[rule.remote])) return leave('agrees');
  if (runtime.guarded.includes(rule.remote))
    return leave('withheld from an account that is taken over, until approved');
  return value === undefined ? leave('no value') : { outcome: 'write', reason: 'differs' };
}

function judgeLinked({ link, desired, plan }: PreviewInput, rule: AttributeRule): Judgement {
  const { remote } = rule;
  if (rule.when === 'create') return leave('sent with the create only');
  const withheld = Object.keys(link.withheld ?? {});
  if (withheld.includes(remote)) return leave('withheld until approved');
  const { set, cleared } = difference(without(desired.fields, withheld), without(link.sent ?? {}, withheld), [rule]);
  const outcome = remote in set ? 'write' : cleared.includes(remote) ? 'clear' : undefined;
  if (outcome === undefined) return leave(desired.fields[remote] === undefined ? 'no value' : 'agrees');
  return plan.action === 'update' || plan.action === 'reactivate' ? { outcome, reason: 'differs' } : leave(plan.reason);
}

function leave(reason: string): Judgement {
  return { outcome: 'leave', reason };
}
