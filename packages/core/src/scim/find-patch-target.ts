import type { AttributePath, Filter } from './filter.js';
import { findAttribute } from './find-attribute.js';
import { findByName } from './find-by-name.js';
import { findExtension } from './find-extension.js';
import type { PatchPath } from './parse-path.js';
import { resolveValueFilter } from './resolve-filter.js';
import type { Attribute, ResourceType, Schema } from './schema.js';
import type { Tolerate } from './tolerate.js';
import { tolerateAll } from './tolerate-all.js';

/** What a PATCH path means in a type's schemas. */
export type PatchTarget =
  /** The core schema's URN alone means the resource itself. */
  | { readonly kind: 'resource' }
  | { readonly kind: 'extension'; readonly schema: Schema }
  | {
      readonly kind: 'attribute';
      readonly path: AttributePath;
      /** Chooses among the attribute's values. */
      readonly filter?: Filter;
      readonly subAttribute?: Attribute;
    };

/**
 * Looks a parsed path up; `undefined` where the schemas know no such place.
 *
 * @throws ScimError 400 `invalidFilter` for an unknown attribute between the brackets.
 */
export function findPatchTarget(
  type: ResourceType,
  { path, filter, subAttribute }: PatchPath,
  tolerate: Tolerate = tolerateAll,
): PatchTarget | undefined {
  // findWrittenPath took a bare URN's last part for an attribute.
  const schema = path.schema === undefined ? undefined : findSchema(type, `${path.schema}:${path.attribute}`);
  if (schema && path.subAttribute === undefined && filter === undefined) {
    return schema === type.schema ? { kind: 'resource' } : { kind: 'extension', schema };
  }
  const found = findAttribute(type, { ...(path.schema && { schema: path.schema }), attribute: path.attribute });
  if (found === undefined) return undefined;
  if (filter && (path.subAttribute !== undefined || !found.multiValued || found.attribute.type !== 'complex'))
    return undefined;
  const subName = subAttribute ?? path.subAttribute;
  const sub = subName === undefined ? undefined : findByName(found.attribute.subAttributes ?? [], subName);
  if (subName !== undefined && sub === undefined) return undefined;
  return {
    kind: 'attribute',
    path: found,
    ...(filter && { filter: resolveValueFilter(found.attribute, filter, tolerate) }),
    ...(sub && { subAttribute: sub }),
  };
}

function findSchema(type: ResourceType, urn: string): Schema | undefined {
  return urn.toLowerCase() === type.schema.id.toLowerCase() ? type.schema : findExtension(type, urn);
}
