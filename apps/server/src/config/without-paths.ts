import { isJsonObject, type Json, type JsonObject } from '@linkspan/core';

/**
 * The document without what stands at `paths`, so that the rest can be judged further. A list goes whole when one of its items has to
 * go: the others would be reported under numbers that are not theirs.
 */
export function withoutPaths(document: JsonObject, paths: readonly (readonly PropertyKey[])[]): JsonObject {
  const kept: Record<string, Json> = {};
  for (const [key, value] of Object.entries(document)) {
    const below = paths.filter(([first]) => first === key).map(([, ...rest]) => rest);
    const remaining = below.some((path) => path.length === 0) ? undefined : withoutPathsBelow(value, below);
    if (remaining !== undefined) kept[key] = remaining;
  }
  return kept;
}

function withoutPathsBelow(value: Json, paths: readonly (readonly PropertyKey[])[]): Json | undefined {
  if (paths.length === 0) return value;
  if (isJsonObject(value)) return withoutPaths(value, paths);
  return undefined;
}
