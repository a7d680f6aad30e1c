import type { AttributeRule } from '../connector/attribute-rule.js';
import { readPath } from '../connector/read-path.js';
import type { ResourceType } from '../scim/schema.js';
import type { ResourceRecord } from '../store/resource.js';
import type { CorrelationRule } from './application.js';

/** One look-up of who stands where a person's account would be. */
export interface CorrelationCheck {
  readonly remote: string;
  readonly value: unknown;
  readonly onMatch: CorrelationRule['onMatch'];
  /** The vendor's idea of equal. */
  readonly rule: AttributeRule;
}

export interface CorrelationInput {
  readonly rules: readonly AttributeRule[];
  /** What the operator wrote; absent: the connector's rules decide. */
  readonly correlation?: readonly CorrelationRule[];
  readonly resource?: ResourceRecord;
  /** What a person may have. Default: what is built in. */
  readonly schema?: ResourceType;
  /** What a create would send, or did send. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Remote names whose value had to be altered for the vendor: these never join anybody. */
  readonly altered: readonly string[];
  /** Whether strangers may enter values of fields that are `selfEntered`. */
  readonly openRegistration: boolean;
}

/** Pure: in the order in which they count. */
export function correlationChecks(input: CorrelationInput): readonly CorrelationCheck[] {
  const checks = input.correlation === undefined ? byRules(input) : byOperator(input, input.correlation);
  return checks
    .filter(({ value }) => value !== undefined && value !== null && value !== '')
    .map((check) => {
      if (input.altered.includes(check.remote)) return { ...check, onMatch: 'never' as const };
      const entered = input.openRegistration && check.rule.selfEntered === true;
      return entered && check.onMatch === 'adopt' ? { ...check, onMatch: 'ask' as const } : check;
    });
}

function byRules({ rules, fields }: CorrelationInput): readonly CorrelationCheck[] {
  return rules.flatMap((rule) =>
    rule.correlates === undefined
      ? []
      : [{ remote: rule.remote, value: fields[rule.remote], onMatch: rule.correlates, rule }],
  );
}

function byOperator(
  { rules, fields, resource, schema }: CorrelationInput,
  correlation: readonly CorrelationRule[],
): readonly CorrelationCheck[] {
  return correlation.map(({ scim, remote, onMatch }) => {
    const rule = rules.find((one) => one.remote === remote) ?? { remote };
    const mapped = [rule.scim ?? []].flat().includes(scim) ? fields[remote] : undefined;
    const value = mapped ?? (resource && readPath(resource, scim, schema));
    return { remote, value, onMatch, rule };
  });
}

/** Whether an account may stand there that no create would collide with: then it is looked for beforehand. */
export function looksBeforehand(
  rules: readonly AttributeRule[],
  correlation: readonly CorrelationRule[] | undefined,
): boolean {
  return (correlation ?? []).some(
    ({ remote }) => !rules.some((rule) => rule.remote === remote && rule.correlates !== undefined),
  );
}
