import { isJsonObject, type Json } from '@linkspan/core';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { findSchemaNode } from '../config/json-schema-node.js';
import { isSecretReference } from '../config/secret-reference.js';

/** Secrets (by the connector's own schema) that stand in the configuration file itself. */
export function findInlineSecrets(value: Json, schema: Json, at: readonly string[]): LocatedProblem[] {
  return walk(value, []).flatMap(({ path, scalar }) => {
    if (scalar === null || findSchemaNode(schema, path)?.secret !== true) return [];
    const remedy =
      'Write { env: NAME } or { file: path } in its place, and renew the secret if others could read the file.';
    return [locate([...at, ...path], { message: 'is a secret written into the file', remedy })];
  });
}

function walk(
  value: Json,
  path: readonly PropertyKey[],
): { readonly path: readonly PropertyKey[]; readonly scalar: Json }[] {
  if (isSecretReference(value)) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, [...path, index]));
  if (isJsonObject(value)) return Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key]));
  return [{ path, scalar: value }];
}
