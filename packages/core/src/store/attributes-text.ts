import type { ResourceRecord } from './resource.js';

const key = Symbol.for('linkspan.attributes-text');

/**
 * Remembers the JSON text that a record's attributes were kept as, so that an answer which shows them whole need not print them again.
 * Not seen by comparisons, and lost by a copy of the record, whose attributes may be others.
 */
export function withAttributesText(record: ResourceRecord, text: string): ResourceRecord {
  return Object.defineProperty(record, key, { value: text });
}

/** Undefined where the store keeps no text. */
export function findAttributesText(record: ResourceRecord & { readonly [key]?: string }): string | undefined {
  return record[key];
}
