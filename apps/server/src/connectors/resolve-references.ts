import { isJsonObject, type Json } from '@linkspan/core';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import { resolveSecret, type SecretSource } from '../config/resolve-secret.js';
import { isSecretReference } from '../config/secret-reference.js';

export interface ResolvedReferences {
  readonly value: Json;
  /** One for every reference that leads nowhere. */
  readonly problems: readonly LocatedProblem[];
}

/** Puts secrets in the place of every `{ env }` and `{ file }` in a connector's settings. */
export function resolveReferences(value: Json, at: readonly PropertyKey[], source: SecretSource): ResolvedReferences {
  if (isSecretReference(value)) {
    const secret = resolveSecret(value, source);
    return 'value' in secret
      ? { value: secret.value, problems: [] }
      : { value, problems: [locate(at, secret.missing)] };
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, resolveReferences(item, [...at, key], source)] as const,
    );
    return {
      value: Object.fromEntries(entries.map(([key, item]) => [key, item.value])),
      problems: entries.flatMap(([, item]) => item.problems),
    };
  }
  if (Array.isArray(value)) {
    const items = value.map((item, index) => resolveReferences(item, [...at, index], source));
    return { value: items.map((item) => item.value), problems: items.flatMap((item) => item.problems) };
  }
  return { value, problems: [] };
}
