import { ScimError, type ScimType } from '../scim-error.js';
import type { ListParameters } from './list-parameters.js';

export interface Paging {
  /** 1-based. */
  readonly startIndex: number;
  readonly count: number;
  /** RFC 9865: pages by cursor are asked for. Empty: the first one. */
  readonly cursor?: string;
}

/** Beyond any directory, and still an integer for every database. */
const largest = 2 ** 31 - 1;

/** RFC 7644 §3.4.2.4 and RFC 9865 §2: below 1 is 1, a negative count is 0, more than a page holds is a page. */
export function parsePaging(parameters: ListParameters, pageSize: number): Paging {
  const { cursor } = parameters;
  const byCursor = cursor !== undefined;
  if (byCursor && (parameters['startIndex'] ?? '').trim() !== '') {
    throw refuse('"cursor" and "startIndex" were both given. Page by one of them.', 'invalidValue');
  }
  const count = readInteger(parameters, 'count', byCursor ? 'invalidCount' : 'invalidValue') ?? pageSize;
  return {
    startIndex: Math.max(1, readInteger(parameters, 'startIndex', 'invalidValue') ?? 1),
    count: Math.min(pageSize, Math.max(0, count)),
    ...(byCursor && { cursor }),
  };
}

function readInteger(parameters: ListParameters, name: string, scimType: ScimType): number | undefined {
  const text = parameters[name]?.trim();
  if (text === undefined || text === '') return undefined;
  if (!/^[+-]?\d+$/.test(text)) {
    throw refuse(`"${name}" is "${text}", not a whole number. Send a number, or leave it out.`, scimType);
  }
  return Math.min(largest, Number(text));
}

function refuse(detail: string, scimType: ScimType): ScimError {
  return new ScimError(400, detail, { scimType });
}
