import { isJsonObject, type Json } from '@linkspan/core';
import type { z } from 'zod';
import { closestName } from './closest-name.js';
import { findMeantIssues } from './find-meant-issues.js';
import { issueRemedy } from './issue-remedy.js';
import { findSchemaNode, listKeys } from './json-schema-node.js';
import { isPlannedKey } from './planned-keys.js';
import type { Problem } from './problem.js';
import { showValue } from './show-value.js';

export interface ShapeOptions {
  readonly schema: z.ZodType;
  /** The same schema as JSON Schema: names the keys that a place allows, and which values are secret. */
  readonly jsonSchema: Json;
  /** Where `value` stands in the configuration. */
  readonly at?: readonly string[];
}

export type LocatedProblem = Problem & { readonly steps: readonly PropertyKey[] };

/** Everything about `value` that its schema refuses, in words for the person who wrote it. */
export function findShapeProblems(value: unknown, { schema, jsonSchema, at = [] }: ShapeOptions): LocatedProblem[] {
  const { error } = schema.safeParse(value, { error: issueRemedy });
  return (error?.issues ?? []).flatMap(findMeantIssues).flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const node = findSchemaNode(jsonSchema, issue.path);
      const allowed = node ? listKeys(node) : [];
      return issue.keys.map((key) =>
        locate([...at, ...issue.path, key], describeUnknownKey([...at, ...issue.path], key, allowed)),
      );
    }
    const steps = [...at, ...issue.path];
    if (issue.code === 'invalid_key') {
      const remedy = issue.issues[0]?.message ?? 'Choose another name.';
      return [locate(steps, { message: 'is not a name that can be used here', remedy })];
    }
    const node = findSchemaNode(jsonSchema, issue.path);
    const message = describeValue(valueAt(value, issue.path), steps, node?.secret === true);
    return [locate(steps, { message, remedy: toSentence(issue.message) || describeExpectation(node?.description) })];
  });
}

function describeUnknownKey(path: readonly PropertyKey[], key: string, allowed: readonly string[]) {
  if (isPlannedKey(path, key)) {
    return { message: 'is not supported yet', remedy: 'Remove it, and do without what it would do.' };
  }
  if (allowed.includes(key)) {
    const remedy = 'Remove it, or write another form of this section.';
    return { message: 'does not go with the other keys there', remedy };
  }
  const near = closestName(key, allowed);
  const remedy = near === undefined ? `Known here: ${allowed.join(', ') || 'nothing'}.` : `Did you mean ${near}?`;
  return { message: 'is unknown', remedy };
}

function describeValue(value: unknown, steps: readonly PropertyKey[], secret: boolean): string {
  if (value === undefined) return 'is missing';
  if (value === null) return 'is empty';
  return `cannot be ${showValue(value, steps, secret)}`;
}

function describeExpectation(description: unknown): string {
  return typeof description === 'string' ? `Expected: ${description}` : 'See linkspan.example.yaml.';
}

/** Connectors word their own schemas: "must not contain a colon". */
function toSentence(message: string): string {
  const begun = /^[a-z]/.test(message) ? `It ${message}` : message;
  return begun === '' || /[.?!]$/.test(begun) ? begun : `${begun}.`;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(step)], rest);
  return isJsonObject(value) ? valueAt(value[String(step)], rest) : undefined;
}

/** A problem at a place, before its line is known. */
export function locate(steps: readonly PropertyKey[], problem: Omit<Problem, 'path'>): LocatedProblem {
  return { path: steps.map(String).join('.') || 'the file', ...problem, steps };
}
