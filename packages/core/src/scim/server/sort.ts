import type { ResourceQuery } from '../../store/resource-store.js';
import type { AttributePath } from '../filter.js';
import { comparable, findAttribute } from '../find-attribute.js';
import { findWrittenPath } from '../find-written-path.js';
import { isHidden } from '../is-hidden.js';
import type { ResourceType } from '../schema.js';
import { invalidValue } from '../scim-error.js';
import type { ListParameters } from './list-parameters.js';

/** Kept outside the document, or the same for all. */
const unsortable = new Set(['members', 'groups', 'schemas', 'meta.resourceType', 'meta.location', 'meta.version']);

/**
 * RFC 7644 §3.4.2.3. The RFC is silent on what cannot be sorted by; table 9 gives `invalidPath` to PATCH alone and `invalidValue` to
 * parameters of a GET, so that it is.
 */
export function parseSort(type: ResourceType, parameters: ListParameters): ResourceQuery['sort'] {
  const sortBy = parameters['sortBy']?.trim();
  if (sortBy === undefined || sortBy === '') return undefined;
  const path = findSortPath(type, sortBy);
  if (path === undefined) {
    throw invalidValue(
      `${type.name} cannot be sorted by ${JSON.stringify(sortBy)}. Name a simple attribute, such as "meta.created".`,
    );
  }
  const order = parameters['sortOrder']?.trim().toLowerCase() || 'ascending';
  if (order !== 'ascending' && order !== 'descending') {
    throw invalidValue(`"sortOrder" is ${JSON.stringify(order)}. Send "ascending" or "descending".`);
  }
  return { path, descending: order === 'descending' };
}

function findSortPath(type: ResourceType, text: string): AttributePath | undefined {
  const written = findWrittenPath(text);
  const found = written && findAttribute(type, written);
  if (found === undefined) return undefined;
  const path = comparable(found);
  const isKept = !unsortable.has(path.names[0] ?? '') && !unsortable.has(path.names.join('.'));
  return isKept && path.attribute.type !== 'complex' && !isHidden(path.attribute) ? path : undefined;
}
