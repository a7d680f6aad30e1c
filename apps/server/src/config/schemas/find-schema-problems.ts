import { type ResourceType, resourceTypes } from '@linkspan/core';
import type { LocatedProblem } from '../find-shape-problems.js';
import { findAttributeProblems } from './find-attribute-problems.js';
import type { ResourceTypeItem } from './schemas-section.js';
import type { WrittenSchema } from './written-schema.js';

/** The last part is a name, so that a PATCH path can tell the schema's own URN from an attribute of another one. */
const urnPattern = /^urn:[a-z0-9][a-z0-9-]{0,31}:(?:[\w.~-]+:)*[a-z][\w-]*$/i;
const longestUrn = 255;
const rfcPrefix = /^urn:ietf:params:scim:(?:api:|schemas:core:)/i;

/** What is wrong with the schemas, each by itself and between them, and which of them no resource type has. */
export function findSchemaProblems(
  schemas: readonly WrittenSchema[],
  types: readonly ResourceTypeItem[],
): readonly LocatedProblem[] {
  const used = new Set(
    types.flatMap(({ schema, schemaExtensions }) =>
      [schema ?? '', ...schemaExtensions.map((extension) => extension.schema)].map(fold),
    ),
  );
  return schemas.flatMap((schema, index) => {
    const problem = findIdProblem(schema, schemas.slice(0, index), schemas);
    const unused = used.has(fold(schema.document.id))
      ? []
      : [
          schema.at(['id'], {
            message: `is "${schema.document.id}", which no resource type has`,
            remedy:
              'Name it under `resourceTypes`: in `schemaExtensions` of User, or as the `schema` of a type of its own.',
          }),
        ];
    return [...(problem ? [schema.at(['id'], problem)] : unused), ...findAttributeProblems(schema)];
  });
}

function findIdProblem(
  { document: { id } }: WrittenSchema,
  earlier: readonly WrittenSchema[],
  all: readonly WrittenSchema[],
) {
  const message = `cannot be ${JSON.stringify(id)}`;
  if (!urnPattern.test(id) || id.length > longestUrn) {
    return {
      message,
      remedy: 'Write a URN that ends in a name, such as urn:acme:params:scim:schemas:extension:badge:1.0:User.',
    };
  }
  if (rfcPrefix.test(id) || builtInSchemas(resourceTypes).some((known) => fold(known) === fold(id))) {
    return { message: `${message}, which is built in`, remedy: 'Give your schema a URN of your own.' };
  }
  if (earlier.some(({ document }) => fold(document.id) === fold(id))) {
    return {
      message: `is "${id}", which another schema is called already`,
      remedy: 'Keep one of them; case makes no difference.',
    };
  }
  const shadowed = all.find(({ document }) =>
    document.attributes.some(({ name }) => fold(`${document.id}:${name}`) === fold(id)),
  );
  if (shadowed === undefined) return undefined;
  return {
    message: `is "${id}", which is also an attribute of ${shadowed.document.id}`,
    remedy: 'Give one of them another name.',
  };
}

function builtInSchemas(types: readonly ResourceType[]): readonly string[] {
  return types.flatMap(({ schema, extensions }) => [schema.id, ...extensions.map((extension) => extension.schema.id)]);
}

function fold(urn: string): string {
  return urn.toLowerCase();
}
