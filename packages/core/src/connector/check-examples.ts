import { isDeepStrictEqual } from 'node:util';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../scim/json.js';
import { normalizeResource } from '../scim/normalize-resource.js';
import type { ResourceType } from '../scim/schema.js';
import { ScimError } from '../scim/scim-error.js';
import type { AttributeRule } from './attribute-rule.js';
import { evaluateRules } from './evaluate-rules.js';
import { mapRule } from './map-rule.js';
import type { MappedResource } from './to-document.js';
import type { RuleProblem } from './validate-rules.js';

/** Maps the examples of rules (`expect`) that are valid in all else, and tells which come out otherwise. */
export async function checkExamples(
  rules: readonly AttributeRule[],
  type: ResourceType,
): Promise<readonly RuleProblem[]> {
  const problems: RuleProblem[] = [];
  for (const rule of rules) {
    for (const [index, example] of (rule.expect ?? []).entries()) {
      const problem = await judge(rule, example, type);
      if (problem === undefined) continue;
      const name = `the rule for "${rule.remote}": its example ${index + 1}`;
      problems.push({ remote: rule.remote, problem: `${name} ${problem}` });
    }
  }
  return problems;
}

async function judge(
  rule: AttributeRule,
  example: { readonly in: JsonObject; readonly out: Json },
  type: ResourceType,
): Promise<string | undefined> {
  const read = readExample(example.in, type);
  if (typeof read === 'string') return read;
  const { resource, groups } = read;
  const { value, failure } = mapRule(resource, rule, await evaluateRules(resource, [rule], groups, type), type);
  if (failure !== undefined) return `fails: ${failure.message.replace(/^the rule for "[^"]*": /, '')}`;
  if (isSame(value, example.out)) return undefined;
  return `gives ${show(value)}, where ${show(example.out)} is expected. Correct the rule or the example.`;
}

type Example = { readonly resource: MappedResource; readonly groups: readonly JsonObject[] };

/** A part of a resource, forgiving what the directory forgives; or what is wrong with it. */
function readExample(part: JsonObject, type: ResourceType): Example | string {
  const { id, groups, ...written } = part;
  // A resource must have a userName; a part of one need not.
  const named = Object.keys(written).some((name) => name.toLowerCase() === 'username');
  try {
    const whole = normalizeResource(type, named ? written : { ...written, userName: 'example' }, {
      purpose: 'replace',
    });
    const [unknown] = whole.ignored;
    if (unknown !== undefined) return `names "${unknown}", and ${type.name} has no such attribute. Check its spelling.`;
    const { userName, ...others } = whole.attributes;
    const { externalId } = whole;
    return {
      resource: {
        id: typeof id === 'string' ? id : 'example',
        type: type.name,
        attributes: named ? whole.attributes : others,
        ...(externalId !== undefined && { externalId }),
      },
      groups: isJsonList(groups) ? groups.filter(isJsonObject) : [],
    };
  } catch (error) {
    if (error instanceof ScimError) return `cannot be read: ${error.message}`;
    throw error;
  }
}

function isSame(actual: unknown, expected: Json): boolean {
  return (isNothing(actual) && isNothing(expected)) || isDeepStrictEqual(actual, expected);
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (isJsonList(value) && value.length === 0);
}

function show(value: unknown): string {
  return isNothing(value) ? 'nothing' : JSON.stringify(value);
}
