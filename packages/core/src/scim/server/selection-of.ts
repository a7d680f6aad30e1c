import { parseSelection, type Selection } from '../parse-selection.js';
import type { ResourceType } from '../schema.js';
import type { Call } from './call.js';

/** What the answer is to show: RFC 7644 §3.9. Read before anything is written, so that a mistake in it changes nothing. */
export function selectionOf({ request: { query } }: Call, type: ResourceType): Selection {
  return parseSelection(type, query.get('attributes') ?? undefined, query.get('excludedAttributes') ?? undefined);
}
