import { isJsonList, isJsonObject, type Json } from '../../json.js';

/** What a bulkId stands for. */
export type IdOf = (bulkId: string) => string;

/**
 * The data of an operation with an id for each `bulkId:…` in it: a whole value (RFC 7644 §3.7.2), the end of a `$ref`, or between the
 * quotes of a PATCH's path. The names of attributes stay as they are.
 */
export function replaceBulkIds(data: Json, idOf: IdOf): Json {
  return replaceIn(data, idOf, '');
}

/** The same for the path of an operation: `/Users/bulkId:ann`. */
export function replaceInPath(path: string, idOf: IdOf): string {
  return path.replace(/(?<=^|\/)bulkId:([^/?]+)/g, (_, bulkId: string) => encodeURIComponent(idOf(bulkId)));
}

function replaceIn(value: Json, idOf: IdOf, name: string): Json {
  if (isJsonList(value)) return value.map((one) => replaceIn(one, idOf, name));
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaceIn(inner, idOf, key)]));
  }
  return typeof value === 'string' && value.includes('bulkId:') ? replaceInText(value, idOf, name) : value;
}

function replaceInText(text: string, idOf: IdOf, name: string): string {
  if (text.startsWith('bulkId:')) return idOf(text.slice('bulkId:'.length));
  if (name.toLowerCase() === '$ref') return replaceInPath(text, idOf);
  if (name.toLowerCase() !== 'path') return text;
  return text.replace(/"bulkId:([^"\\]+)"/g, (_, bulkId: string) => JSON.stringify(idOf(bulkId)));
}
