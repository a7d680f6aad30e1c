import type { ConnectorModule, Json, JsonObject } from '@linkspan/core';
import { z } from 'zod';
import { findShapeProblems, type LocatedProblem } from '../config/find-shape-problems.js';
import type { SecretSource } from '../config/resolve-secret.js';
import { findInlineSecrets } from './find-inline-secrets.js';
import { resolveReferences } from './resolve-references.js';

export interface ConnectorConfig {
  /** With the secrets in their places, as written. */
  readonly resolved: Json;
  /** As the connector's schema reads it; undefined where there are problems. */
  readonly parsed: unknown;
  readonly problems: readonly LocatedProblem[];
}

/** Judges an application's `config` by the connector's own schema. */
export function readConnectorConfig(
  module: ConnectorModule,
  config: JsonObject,
  at: readonly string[],
  source: SecretSource,
): ConnectorConfig {
  const jsonSchema = describeSchema(module.config);
  const { value: resolved, problems: missing } = resolveReferences(config, at, source);
  const inline = findInlineSecrets(config, jsonSchema, at);
  // What a missing secret would have been judged as is no second problem.
  const shape = findShapeProblems(resolved, { schema: module.config, jsonSchema, at }).filter(
    ({ path }) => !missing.some((problem) => path === problem.path || path.startsWith(`${problem.path}.`)),
  );
  const problems = [...missing, ...inline, ...shape];
  return { resolved, parsed: problems.length === 0 ? module.config.parse(resolved) : undefined, problems };
}

/** Empty for a schema that JSON Schema cannot say: then unknown keys get no suggestion, which is all that is lost. */
function describeSchema(schema: z.ZodType): JsonObject {
  try {
    return JSON.parse(
      JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })),
    );
  } catch {
    return {};
  }
}
