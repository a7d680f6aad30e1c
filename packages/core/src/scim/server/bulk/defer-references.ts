import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../json.js';
import { replaceBulkIds } from './replace-bulk-ids.js';

export interface DeferredReferences {
  /** Without what refers to somebody who is not there yet. */
  readonly data: Json;
  /** Operations of a PATCH that add it, the bulkIds still in them. */
  readonly later: readonly JsonObject[];
}

/**
 * Two resources that refer to each other cannot both be created whole (RFC 7644 §3.7.1): takes out of one what refers to the other, of
 * a list only those elements.
 */
export function deferReferences(data: Json, isPending: (bulkId: string) => boolean): DeferredReferences {
  if (!isJsonObject(data)) return { data, later: [] };
  const later: JsonObject[] = [];
  return { data: without(data, '', (value) => refersTo(value, isPending), later), later };
}

function without(object: JsonObject, prefix: string, waits: (value: Json) => boolean, later: JsonObject[]): JsonObject {
  const kept: [string, Json][] = [];
  for (const [name, value] of Object.entries(object)) {
    const path = `${prefix}${name}`;
    if (!waits(value)) kept.push([name, value]);
    else if (/^urn:/i.test(name) && isJsonObject(value)) kept.push([name, without(value, `${path}:`, waits, later)]);
    else if (isJsonList(value)) {
      kept.push([name, value.filter((element) => !waits(element))]);
      later.push({ op: 'add', path, value: value.filter(waits) });
    } else later.push({ op: 'add', path, value });
  }
  return Object.fromEntries(kept);
}

function refersTo(value: Json, isPending: (bulkId: string) => boolean): boolean {
  let found = false;
  replaceBulkIds(value, (bulkId) => {
    if (isPending(bulkId)) found = true;
    return '';
  });
  return found;
}
