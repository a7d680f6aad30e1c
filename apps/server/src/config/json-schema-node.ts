import { isJsonObject, type Json, type JsonObject } from '@linkspan/core';

/** The part of a JSON Schema that stands for `path` in a document; undefined where the schema says nothing about it. */
export function findSchemaNode(schema: Json, path: readonly PropertyKey[]): JsonObject | undefined {
  if (!isJsonObject(schema)) return undefined;
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  for (const branch of branchesOf(schema)) {
    const child = childOf(branch, step);
    const found = child === undefined ? undefined : findSchemaNode(child, rest);
    if (found) return found;
  }
  return undefined;
}

/** The keys that an object may have there. */
export function listKeys(node: JsonObject): readonly string[] {
  return branchesOf(node).flatMap((branch) => (isJsonObject(branch.properties) ? Object.keys(branch.properties) : []));
}

function branchesOf(node: JsonObject): readonly JsonObject[] {
  const alternatives = [node.anyOf, node.oneOf, node.allOf].flatMap((list) => (Array.isArray(list) ? list : []));
  return [node, ...alternatives.filter(isJsonObject)];
}

function childOf(node: JsonObject, step: PropertyKey): Json | undefined {
  if (typeof step === 'number') return node.items;
  const properties = isJsonObject(node.properties) ? node.properties : {};
  return Object.hasOwn(properties, step) ? properties[String(step)] : node.additionalProperties;
}
