import { findConstant } from '../find-constant.js';
import type { ScimResponse } from '../message.js';
import { parseFilter } from '../parse-filter.js';
import { resolveFilter } from '../resolve-filter.js';
import { invalidValue } from '../scim-error.js';
import { bufferBody } from './buffer-body.js';
import type { Call } from './call.js';
import { type ListParameters, listParameters } from './list-parameters.js';
import { messageSchemas } from './message-schemas.js';
import { type Paging, parsePaging } from './paging.js';
import { type Part, type PartPage, type Question, queryOf, type RootPage } from './root-question.js';
import { bodyResponse } from './scim-response.js';
import { selectionOf } from './selection-of.js';
import { parseSort } from './sort.js';
import { walkRoot } from './walk-root.js';
import { writeResources } from './write-resources.js';

/**
 * RFC 7644 §3.4.2.1: a list over all types, one after the other, in the order of /ResourceTypes. An attribute that a type does not have is
 * without a value there. The total is that of all types; resources are read only of those that the page reaches.
 */
export async function listRoot(call: Call): Promise<ScimResponse> {
  const { request, types, limits } = call;
  const text = request.query.get('filter')?.trim() ?? '';
  const reading = { length: limits.filterLength, terms: limits.filterTerms };
  const written = text === '' ? undefined : parseFilter(text, reading);
  const parts = types.flatMap((type): Part[] => {
    const filter = written && resolveFilter(type, written, { others: types, tolerate: call.tolerate });
    if (filter && findConstant(filter) === false) return [];
    return [{ type, selection: selectionOf(call, type), ...(filter && { filter }) }];
  });
  const parameters = listParameters(request.query);
  const sort = parseRootSort(parts, parameters);
  const { cursor, ...paging } = parsePaging(parameters, limits.pageSize);
  const question: Question = { parts, ...(sort && { sort }) };
  const list =
    cursor === undefined
      ? await countOn(call, question, paging)
      : await walkRoot(call, question, { cursor, count: paging.count });
  return bodyResponse(200, await bufferBody(writeList(call, list)));
}

/** Values of two types would have to be read whole to stand in one order. */
function parseRootSort(parts: readonly Part[], parameters: ListParameters): Question['sort'] {
  const [first, ...others] = parts;
  if (first === undefined || (parameters['sortBy']?.trim() ?? '') === '') return undefined;
  if (others.length === 0) return parseSort(first.type, parameters);
  const endpoints = parts.map(({ type }) => type.endpoint).join(', ');
  throw invalidValue(`Several types are not sorted together. Ask ${endpoints} one by one, or leave "sortBy" out.`);
}

async function countOn(call: Call, question: Question, { startIndex, count }: Paging): Promise<RootPage> {
  let totalResults = 0;
  let left = count;
  const pages: PartPage[] = [];
  for (const part of question.parts) {
    const page = await call.resources.query(call.scope, {
      ...queryOf(call, question, part),
      startIndex: Math.max(1, startIndex - totalResults),
      count: left,
    });
    totalResults += page.total;
    left -= page.resources.length;
    pages.push({ part, records: page.resources });
  }
  return { head: { totalResults, startIndex }, pages };
}

async function* writeList(call: Call, { head, pages }: RootPage): AsyncGenerator<string> {
  const shown = pages.filter(({ records }) => records.length > 0);
  const itemsPerPage = shown.reduce((sum, { records }) => sum + records.length, 0);
  const opening = JSON.stringify({ schemas: [messageSchemas.listResponse], ...head, itemsPerPage });
  yield `${opening.slice(0, -1)},"Resources":[`;
  for (const [index, { part, records }] of shown.entries()) {
    if (index > 0) yield ',';
    yield* writeResources(call, part.type, records, part.selection);
  }
  yield ']}';
}
