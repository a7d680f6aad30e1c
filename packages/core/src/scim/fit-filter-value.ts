import type { CompareOperator, FilterValue } from './filter.js';
import { findInstant } from './find-instant.js';
import type { Attribute } from './schema.js';
import { ScimError } from './scim-error.js';
import type { Tolerate } from './tolerate.js';
import { tolerateAll } from './tolerate-all.js';

const textOperators = new Set<CompareOperator>(['co', 'sw', 'ew']);
const orderOperators = new Set<CompareOperator>(['gt', 'ge', 'lt', 'le']);

/**
 * The value that an attribute is compared with, in the attribute's own type: RFC 7644 §3.4.2.2. `null` is left for the caller.
 *
 * @throws ScimError 400 `invalidFilter` where value or operator make no sense for the attribute, called `written`.
 */
export function fitFilterValue(
  attribute: Attribute,
  operator: CompareOperator,
  value: FilterValue,
  written: string,
  tolerate: Tolerate = tolerateAll,
): FilterValue {
  const refuse = (reason: string): ScimError =>
    new ScimError(400, `${written} ${operator} …: ${reason}`, { scimType: 'invalidFilter' });
  if (value === null) {
    if (operator !== 'eq' && operator !== 'ne') throw refuse('null can only be compared with eq and ne.');
    return null;
  }
  switch (attribute.type) {
    case 'complex':
      throw refuse(`the attribute is complex. Compare one of its sub-attributes: ${subAttributeNames(attribute)}.`);
    case 'boolean': {
      if (operator !== 'eq' && operator !== 'ne') throw refuse('a boolean can only be compared with eq and ne.');
      const boolean = findBoolean(value);
      if (boolean === undefined) throw refuse('the attribute is a boolean. Compare it with true or false.');
      if (boolean !== value)
        tolerate('boolean-as-text', `${written} is a boolean. Compare it with ${boolean}, without quotes.`);
      return boolean;
    }
    case 'integer':
    case 'decimal':
      if (textOperators.has(operator))
        throw refuse('the attribute is a number. Compare it with eq, ne, gt, ge, lt or le.');
      if (typeof value !== 'number')
        throw refuse('the attribute is a number. Compare it with a number without quotes.');
      return value;
    case 'dateTime': {
      if (textOperators.has(operator))
        throw refuse('the attribute is a dateTime. Compare it with eq, ne, gt, ge, lt or le.');
      const instant = typeof value === 'string' ? findInstant(value) : undefined;
      if (instant === undefined) {
        throw refuse('the attribute is a dateTime. Compare it with one like "2026-01-31T12:00:00Z".');
      }
      return new Date(instant).toISOString();
    }
    default:
      if (attribute.type === 'binary' && orderOperators.has(operator)) {
        throw refuse('the attribute is binary and has no order. Compare it with eq or ne.');
      }
      if (typeof value !== 'string') throw refuse('the attribute is text. Compare it with text in double quotes.');
      return value;
  }
}

function findBoolean(value: FilterValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = String(value).toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

function subAttributeNames(attribute: Attribute): string {
  return (attribute.subAttributes ?? []).map(({ name }) => `${attribute.name}.${name}`).join(', ');
}
