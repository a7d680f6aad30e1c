import { isJsonList, type Json } from './json.js';

/** What a client sent, by kind and never by content: it may be a secret. */
export function describeJson(value: Json): string {
  if (value === null) return 'null';
  if (isJsonList(value)) return 'a list';
  switch (typeof value) {
    case 'string':
      return value === '' ? 'empty text' : 'text';
    case 'number':
      return 'a number';
    case 'boolean':
      return String(value);
    default:
      return 'an object';
  }
}
