import type { Departure } from './departures.js';
import { describeJson } from './describe-json.js';
import { findInstant } from './find-instant.js';
import { isStorable } from './is-storable.js';
import type { Json } from './json.js';
import type { Attribute } from './schema.js';
import { invalidValue, type ScimError } from './scim-error.js';
import type { Tolerate } from './tolerate.js';
import { tolerateAll } from './tolerate-all.js';

const expectations: Readonly<Record<Attribute['type'], string>> = {
  string: 'text',
  reference: 'text',
  binary: 'text in base64',
  boolean: 'true or false',
  integer: 'a whole number',
  decimal: 'a number',
  dateTime: 'a date and time like "2026-01-31T12:00:00Z"',
  complex: 'an object',
};

/**
 * One simple value in its attribute's type; text, numbers and booleans are taken for one another where nothing is lost.
 *
 * @throws ScimError 400 `invalidValue` that names `path`, what was sent and what is expected.
 */
export function normalizeSimple(
  attribute: Attribute,
  value: Json,
  path: string,
  tolerate: Tolerate = tolerateAll,
): Json {
  const converted = convert(attribute.type, value);
  if (converted === undefined) throw wrongType(attribute, value, path);
  const departure = typeof converted === typeof value ? undefined : departureTo(converted);
  if (departure)
    tolerate(departure, `${path} must be ${expectations[attribute.type]}, but ${describeJson(value)} was sent.`);
  if (typeof converted === 'string' && !isStorable(converted)) {
    throw invalidValue(
      `${path} has a character that cannot be kept: U+0000, or half of a surrogate pair. Send it without that character.`,
    );
  }
  return converted;
}

function departureTo(converted: Json): Departure | undefined {
  switch (typeof converted) {
    case 'boolean':
      return 'boolean-as-text';
    case 'number':
      return 'number-as-text';
    case 'string':
      return 'text-as-number';
    default:
      return undefined;
  }
}

export function wrongType(attribute: Attribute, value: Json, path: string): ScimError {
  return invalidValue(`${path} must be ${expectations[attribute.type]}, but ${describeJson(value)} was sent.`);
}

function convert(type: Attribute['type'], value: Json): Json | undefined {
  switch (type) {
    case 'boolean':
      return typeof value === 'string'
        ? booleans.get(value.toLowerCase())
        : typeof value === 'boolean'
          ? value
          : undefined;
    case 'integer':
      return findNumber(value, Number.isSafeInteger);
    case 'decimal':
      return findNumber(value, Number.isFinite);
    case 'dateTime':
      return typeof value === 'string' && findInstant(value) !== undefined ? value : undefined;
    case 'complex':
      return undefined;
    default:
      return typeof value === 'number' ? findText(value) : typeof value === 'string' ? value : undefined;
  }
}

const booleans = new Map([
  ['true', true],
  ['false', false],
]);

function findNumber(value: Json, accepts: (number: number) => boolean): number | undefined {
  const number = typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !accepts(number)) return undefined;
  // Text that would come back otherwise (leading zeros, more digits than a number holds) is no number.
  return typeof value === 'string' && String(number) !== value ? undefined : number;
}

/** A whole number past 2^53 is not the one that was sent any more. */
function findText(number: number): string | undefined {
  return Number.isSafeInteger(number) || !Number.isInteger(number) ? String(number) : undefined;
}
