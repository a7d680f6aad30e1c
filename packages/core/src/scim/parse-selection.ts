import { findAttribute } from './find-attribute.js';
import { findExtension } from './find-extension.js';
import { findWrittenPath } from './find-written-path.js';
import type { ResourceType } from './schema.js';
import { invalidValue } from './scim-error.js';

/** Which attributes an answer shows: RFC 7644 §3.9. `paths` lead there by canonical names; an extension's URN alone means all of it. */
export interface Selection {
  readonly kind: 'default' | 'only' | 'without';
  readonly paths: readonly (readonly string[])[];
}

/**
 * Reads the parameters `attributes` and `excludedAttributes`: names between commas, in any case, with or without a schema's URN, with
 * sub-attributes. Unknown names are passed over.
 *
 * @throws ScimError 400 `invalidValue` where both are given.
 */
export function parseSelection(type: ResourceType, attributes?: string, excludedAttributes?: string): Selection {
  const only = splitNames(attributes);
  const without = splitNames(excludedAttributes);
  if (only.length > 0 && without.length > 0) {
    throw invalidValue('attributes and excludedAttributes were both given. Use one of them.');
  }
  if (only.length > 0) return { kind: 'only', paths: findPaths(type, only) };
  return without.length > 0 ? { kind: 'without', paths: findPaths(type, without) } : { kind: 'default', paths: [] };
}

function splitNames(list: string | undefined): readonly string[] {
  return (list ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function findPaths(type: ResourceType, names: readonly string[]): readonly (readonly string[])[] {
  return names.flatMap((name) => {
    const extension = findExtension(type, name);
    if (extension) return [[extension.id]];
    const path = findWrittenPath(name);
    const found = path && findAttribute(type, path);
    return found ? [found.names] : [];
  });
}
