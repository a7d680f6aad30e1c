import type { AttributePath } from '@linkspan/core';
import { verbatim } from '../sql.js';
import { createColumnSource, findColumn } from './column-source.js';
import { createDocumentSource } from './document-source.js';
import type { FilterTarget } from './filter-target.js';
import type { Place } from './place.js';
import { findRowSource } from './row-source.js';
import type { Source } from './source.js';

export const searchDocument = verbatim('r.search');

/** The cheapest place that knows the attribute: a column, rows of another table, the document. */
export function findSource(target: FilterTarget, path: AttributePath, place: Place | undefined): Source {
  if (place !== undefined) return createDocumentSource(target.dialect, place.json, path);
  const column = findColumn(target, path);
  if (column !== undefined) return createColumnSource(column);
  return findRowSource(target, path.names.join('.')) ?? createDocumentSource(target.dialect, searchDocument, path);
}
