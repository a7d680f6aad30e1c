import type { CompareOperator, FilterValue, WrittenFilter, WrittenPath } from './filter.js';
import { findWrittenPath } from './find-written-path.js';
import { isStorable } from './is-storable.js';
import type { Token, TokenCursor } from './token-cursor.js';

const compareOperators = new Set<string>(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le']);
const literals = new Map<string, FilterValue>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const numberPattern = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i;
const valueExpected = 'a value (text in double quotes, a number, true, false or null)';

/**
 * Reads RFC 7644 §3.4.2.2's FILTER from where the cursor stands to where it ends; `or` binds loosest. `insideValue` reads a value
 * filter, in which brackets do not nest.
 */
export function readFilter(cursor: TokenCursor, insideValue: boolean): WrittenFilter {
  return readChain(cursor, 'or', () => readChain(cursor, 'and', () => readTerm(cursor, insideValue)));
}

function readChain(cursor: TokenCursor, kind: 'and' | 'or', readOne: () => WrittenFilter): WrittenFilter {
  const first = readOne();
  const filters = [first];
  while (cursor.takeIf('word', kind)) filters.push(readOne());
  if (filters.length === 1) return first;
  cursor.countNode();
  return { kind, filters };
}

function readTerm(cursor: TokenCursor, insideValue: boolean): WrittenFilter {
  if (cursor.takeIf('(')) return cursor.within(')', () => readFilter(cursor, insideValue));
  if (cursor.takeIf('word', 'not')) {
    cursor.expect('(', '"(" after "not"');
    cursor.countNode();
    return { kind: 'not', filter: cursor.within(')', () => readFilter(cursor, insideValue)) };
  }
  const path = readPath(cursor);
  if (!insideValue && cursor.takeIf('[')) return readValueFilter(cursor, path);
  return readComparison(cursor, path);
}

/** `emails[type eq "work"]`, and Entra's `emails[type eq "work"].value eq "x"`, which asks for one value that fits both. */
function readValueFilter(cursor: TokenCursor, path: WrittenPath): WrittenFilter {
  cursor.countNode();
  const filter = cursor.within(']', () => readFilter(cursor, true));
  const subAttribute = takeSubAttribute(cursor);
  if (subAttribute === undefined) return { kind: 'values', path, filter };
  const comparison = readComparison(cursor, { attribute: subAttribute });
  cursor.countNode();
  const filters = filter.kind === 'and' ? [...filter.filters, comparison] : [filter, comparison];
  return { kind: 'values', path, filter: { kind: 'and', filters } };
}

/** The `.value` that may follow a closing bracket. */
export function takeSubAttribute(cursor: TokenCursor): string | undefined {
  const { token } = cursor;
  if (token.kind !== 'word' || !token.text.startsWith('.')) return undefined;
  const path = findWrittenPath(token.text.slice(1));
  if (path === undefined || path.schema !== undefined || path.subAttribute !== undefined) {
    throw cursor.expected('one sub-attribute after the bracket');
  }
  cursor.take();
  return path.attribute;
}

export function readPath(cursor: TokenCursor): WrittenPath {
  const path = cursor.token.kind === 'word' ? findWrittenPath(cursor.token.text) : undefined;
  if (path === undefined) throw cursor.expected("an attribute's name");
  cursor.take();
  return path;
}

function readComparison(cursor: TokenCursor, path: WrittenPath): WrittenFilter {
  const { token } = cursor;
  const operator = token.kind === 'word' ? token.text.toLowerCase() : '';
  if (operator !== 'pr' && !isCompareOperator(operator)) {
    throw cursor.expected('an operator (eq, ne, co, sw, ew, gt, ge, lt, le or pr)');
  }
  cursor.take();
  cursor.countNode();
  if (operator === 'pr') return { kind: 'present', path };
  return { kind: 'compare', path, operator, value: readValue(cursor) };
}

function isCompareOperator(word: string): word is CompareOperator {
  return compareOperators.has(word);
}

function readValue(cursor: TokenCursor): FilterValue {
  const { token } = cursor;
  const value = findValue(token);
  if (value === undefined) throw cursor.expected(valueExpected);
  if (typeof value === 'string' && !isStorable(value)) {
    throw cursor.refuse(
      `the text at character ${token.position + 1} has U+0000 or half of a surrogate pair in it, which no value has`,
    );
  }
  cursor.take();
  return value;
}

function findValue(token: Token): FilterValue | undefined {
  if (token.kind === 'string') return findString(token.text);
  if (token.kind !== 'word') return undefined;
  if (!numberPattern.test(token.text)) return literals.get(token.text.toLowerCase());
  const number = Number(token.text);
  if (!Number.isFinite(number)) return undefined;
  // -0 and 0 are one value, and print as one.
  return number === 0 ? 0 : number;
}

function findString(quoted: string): string | undefined {
  try {
    return String(JSON.parse(quoted));
  } catch {
    return undefined;
  }
}
