import { invalidValue } from '../scim-error.js';

export interface Paging {
  /** 1-based. */
  readonly startIndex: number;
  readonly count: number;
}

/** Beyond any directory, and still an integer for every database. */
const largest = 2 ** 31 - 1;

/** RFC 7644 §3.4.2.4: below 1 is 1, a negative count is 0, more than a page holds is a page. */
export function parsePaging(query: URLSearchParams, pageSize: number): Paging {
  return {
    startIndex: Math.max(1, integer(query, 'startIndex') ?? 1),
    count: Math.min(pageSize, Math.max(0, integer(query, 'count') ?? pageSize)),
  };
}

function integer(query: URLSearchParams, name: string): number | undefined {
  const text = query.get(name)?.trim();
  if (text === undefined || text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text))
    throw invalidValue(`"${name}" is "${text}", not a whole number. Send a number, or leave it out.`);
  return Math.min(largest, Number(text));
}
