import { findExtension } from '../find-extension.js';
import { isJsonObject, type Json } from '../json.js';
import type { ResourceType } from '../schema.js';
import type { Tolerate } from '../tolerate.js';
import { noteSchemas } from './note-schemas.js';

/** RFC 7643 §3: a resource names the schema of its type, and that of each extension that it has something of. */
export function noteResourceSchemas(type: ResourceType, body: Json, tolerate: Tolerate): void {
  if (!isJsonObject(body)) return;
  noteSchemas('body-schemas', body, type.schema.id, tolerate);
  for (const name of Object.keys(body)) {
    const extension = findExtension(type, name);
    if (extension) noteSchemas('body-schemas', body, extension.id, tolerate);
  }
}
