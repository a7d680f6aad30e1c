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
  reference: 'an address (a URI, without spaces)',
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
  if (typeof value === 'string' && !isStorable(value)) {
    throw invalidValue(
      `${path} has a character that cannot be kept: U+0000, or half of a surrogate pair. Send it without that character.`,
    );
  }
  const converted = convert(attribute, value);
  if (converted === undefined) throw wrongType(attribute, value, path);
  const departure = typeof converted === typeof value ? undefined : departureTo(converted);
  if (departure)
    tolerate(departure, `${path} must be ${expectations[attribute.type]}, but ${describeJson(value)} was sent.`);
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

function convert({ type, referenceTypes }: Attribute, value: Json): Json | undefined {
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
    case 'binary':
      return typeof value === 'string' ? findBase64(value) : undefined;
    case 'reference':
      return typeof value === 'string' && !leadsOut(referenceTypes) ? findReference(value) : findWritten(value);
    default:
      return findWritten(value);
  }
}

const booleans = new Map([
  ['true', true],
  ['false', false],
]);

/** RFC 7643 §2.3.6: base64, or the form of it that is safe in addresses; line breaks in it and the padding say nothing. */
function findBase64(text: string): string | undefined {
  const packed = text.replace(/\s+/g, '');
  const digits = packed.replace(/={1,2}$/, '');
  return /^(?:[\w-]*|[A-Za-z0-9+/]*)$/.test(digits) && digits.length % 4 !== 1 ? packed : undefined;
}

/** Addresses of what is no part of SCIM are typed by people: kept as they are. */
function leadsOut(types: Attribute['referenceTypes'] = ['external']): boolean {
  return types.includes('external');
}

/** RFC 3986: a URI or a part of one. Whether it leads anywhere is not asked: what it names may come later. */
function findReference(text: string): string | undefined {
  return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(text) ? text : undefined;
}

function findWritten(value: Json): string | undefined {
  return typeof value === 'number' ? findText(value) : typeof value === 'string' ? value : undefined;
}

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
