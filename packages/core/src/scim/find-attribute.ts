import { commonAttributes } from './common-attributes.js';
import type { AttributePath, WrittenPath } from './filter.js';
import { findByName } from './find-by-name.js';
import { findExtension } from './find-extension.js';
import type { Attribute, ResourceType } from './schema.js';

/**
 * Looks a written path up in the type's schemas, without regard to case. Core and common attributes may carry the core schema's URN;
 * an extension's need theirs.
 */
export function findAttribute(type: ResourceType, path: WrittenPath): AttributePath | undefined {
  const extension = path.schema === undefined ? undefined : findExtension(type, path.schema);
  const attribute = extension
    ? findByName(extension.attributes, path.attribute)
    : isCore(type, path.schema)
      ? (findByName(type.schema.attributes, path.attribute) ?? findByName(commonAttributes, path.attribute))
      : undefined;
  if (attribute === undefined) return undefined;
  const names = extension ? [extension.id, attribute.name] : [attribute.name];
  const found: AttributePath = { names, attribute, multiValued: attribute.multiValued };
  return path.subAttribute === undefined ? found : findSubAttribute(found, path.subAttribute);
}

/** A bare complex attribute in a comparison or sort means its `value`: `emails co "x"`, `manager eq "42"`. */
export function comparable(path: AttributePath): AttributePath {
  return path.attribute.type === 'complex' ? (findSubAttribute(path, 'value') ?? path) : path;
}

function findSubAttribute(parent: AttributePath, name: string): AttributePath | undefined {
  const attribute: Attribute | undefined = findByName(parent.attribute.subAttributes ?? [], name);
  if (attribute === undefined) return undefined;
  return {
    names: [...parent.names, attribute.name],
    attribute,
    multiValued: parent.multiValued || attribute.multiValued,
  };
}

function isCore(type: ResourceType, schema: string | undefined): boolean {
  return schema === undefined || schema.toLowerCase() === type.schema.id.toLowerCase();
}
