import type { ApiDescription, Schema } from './api-descriptions.js';

/**
 * A schema as JSON Schema, with what it refers to put in and `allOf` made one, so that it can be closed: what it does not describe is
 * refused, where Swagger would let it pass.
 */
export function closeSchema(schema: Schema, description: ApiDescription): Schema {
  const { $ref, allOf, ...own } = schema;
  if (typeof $ref === 'string') return closeSchema(definitionOf($ref, description), description);
  const merged = Array.isArray(allOf) ? merge([...allOf, own], description) : own;
  const closed: Record<string, unknown> = { ...merged };
  if (isSchema(merged['properties'])) {
    closed['properties'] = Object.fromEntries(
      Object.entries(merged['properties']).map(([name, one]) => [name, closeSchema(one as Schema, description)]),
    );
    closed['additionalProperties'] ??= false;
  }
  if (isSchema(merged['items'])) closed['items'] = closeSchema(merged['items'], description);
  if (merged['x-nullable'] === true && typeof merged['type'] === 'string') closed['type'] = [merged['type'], 'null'];
  return closed;
}

function merge(parts: readonly Schema[], description: ApiDescription): Schema {
  let merged: Record<string, unknown> = {};
  for (const part of parts) {
    const { $ref, allOf, ...own } = part;
    const known = typeof $ref === 'string' ? merge([definitionOf($ref, description)], description) : own;
    const whole = Array.isArray(allOf) ? merge([...allOf, known], description) : known;
    const required = [...list(merged['required']), ...list(whole['required'])];
    const properties = { ...object(merged['properties']), ...object(whole['properties']) };
    merged = { ...merged, ...whole, properties, ...(required.length > 0 && { required }) };
  }
  return merged;
}

function definitionOf(reference: string, { definitions }: ApiDescription): Schema {
  const name = reference.replace('#/definitions/', '');
  const found = definitions[name];
  if (found === undefined) throw new Error(`the description has no ${reference}`);
  return found;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function object(value: unknown): Schema {
  return isSchema(value) ? value : {};
}
