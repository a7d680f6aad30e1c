import { findAttribute } from '../find-attribute.js';
import { findWrittenPath } from '../find-written-path.js';
import { isHidden } from '../is-hidden.js';
import { isJsonObject, type Json } from '../json.js';
import type { ResourceType } from '../schema.js';

/** The changes of a line of history without the values of what is never shown: that it changed is all that is told. */
export function maskHidden(type: ResourceType, changes: Readonly<Record<string, Json>>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, change]) => {
      const path = findWrittenPath(name);
      const found = path && findAttribute(type, path);
      return found && isHidden(found.attribute) && isJsonObject(change) ? [name, mask(change)] : [name, change];
    }),
  );
}

function mask(change: Readonly<Record<string, Json>>): Json {
  return Object.fromEntries(Object.entries(change).map(([way, value]) => [way, value === null ? null : '(not shown)']));
}
