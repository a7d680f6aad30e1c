import { resourceTypes } from '@linkspan/core';
import { closestName } from '../closest-name.js';
import { type LocatedProblem, locate } from '../find-shape-problems.js';
import type { ResourceTypeItem } from './schemas-section.js';
import type { Finding, WrittenSchema } from './written-schema.js';

const ownEndpoints = ['Users', 'Groups', 'Schemas', 'ResourceTypes', 'ServiceProviderConfig', 'Bulk', 'Me'];
const ownNames = ['Schema', 'ResourceType', 'ServiceProviderConfig'];

type Found = readonly [steps: readonly PropertyKey[], finding: Finding];

/** What is wrong with the resource types, each by itself and between them. */
export function findResourceTypeProblems(
  types: readonly ResourceTypeItem[],
  schemas: readonly WrittenSchema[],
): readonly LocatedProblem[] {
  const known = schemas.map(({ document }) => document.id);
  return types.flatMap((type, index) => {
    const earlier = types.slice(0, index);
    const builtIn = resourceTypes.find(({ name }) => fold(name) === fold(type.name));
    const found: readonly Found[] = [
      ...findNameProblems(type, earlier),
      ...(builtIn ? findBuiltInProblems(type, builtIn) : findOwnProblems(type, earlier, known)),
      ...findExtensionProblems(type, known, builtIn?.extensions.map(({ schema }) => schema.id) ?? []),
    ];
    return found.map(([steps, finding]) => locate(['resourceTypes', index, ...steps], finding));
  });
}

function findNameProblems({ name }: ResourceTypeItem, earlier: readonly ResourceTypeItem[]): readonly Found[] {
  if (earlier.some((other) => fold(other.name) === fold(name))) {
    return [[['name'], { message: `is "${name}", which stands here already`, remedy: 'Put both into one item.' }]];
  }
  const message = `cannot be ${JSON.stringify(name)}`;
  if (!/^[A-Za-z][\w-]{0,62}$/.test(name)) {
    return [[['name'], { message, remedy: 'Begin with a letter, and go on with letters, digits, "-" and "_".' }]];
  }
  if (ownNames.some((own) => fold(own) === fold(name))) {
    return [[['name'], { message: `${message}, which is SCIM's own`, remedy: 'Choose another name.' }]];
  }
  const meant = resourceTypes.find((one) => fold(one.name) === fold(name) && one.name !== name);
  return meant ? [[['name'], { message, remedy: `Did you mean ${meant.name}?` }]] : [];
}

/** What is built in may be said again, and not otherwise. */
function findBuiltInProblems(
  { name, endpoint, schema }: ResourceTypeItem,
  builtIn: (typeof resourceTypes)[number],
): readonly Found[] {
  const differs = (key: 'endpoint' | 'schema', given: string | undefined, own: string): readonly Found[] => {
    if (given === undefined || given === own) return [];
    return [
      [[key], { message: `cannot be ${JSON.stringify(given)}`, remedy: `Leave it out: of ${name} it is ${own}.` }],
    ];
  };
  return [...differs('endpoint', endpoint, builtIn.endpoint), ...differs('schema', schema, builtIn.schema.id)];
}

function findOwnProblems(
  { endpoint, schema }: ResourceTypeItem,
  earlier: readonly ResourceTypeItem[],
  known: readonly string[],
): readonly Found[] {
  return [...findEndpointProblems(endpoint, earlier), ...findBaseProblems(schema, known)];
}

function findEndpointProblems(endpoint: string | undefined, earlier: readonly ResourceTypeItem[]): readonly Found[] {
  const found = (message: string, remedy: string): readonly Found[] => [[['endpoint'], { message, remedy }]];
  if (endpoint === undefined) return found('is missing', 'Write where its resources are, such as /Devices.');
  const message = `cannot be ${JSON.stringify(endpoint)}`;
  if (!/^\/[A-Za-z][\w-]{0,62}$/.test(endpoint))
    return found(message, 'Write one name behind a slash, such as /Devices.');
  if (ownEndpoints.some((own) => fold(`/${own}`) === fold(endpoint)))
    return found(`${message}, which is SCIM's own`, 'Choose another one.');
  const same = earlier.find((other) => fold(other.endpoint ?? '') === fold(endpoint));
  return same ? found(`${message}, which ${same.name} has already`, 'Choose another one.') : [];
}

function findBaseProblems(schema: string | undefined, known: readonly string[]): readonly Found[] {
  if (schema !== undefined) return findUnknown(schema, ['schema'], known);
  return [[['schema'], { message: 'is missing', remedy: 'Write the id of a schema under `schemas`.' }]];
}

function findExtensionProblems(
  { schema, schemaExtensions }: ResourceTypeItem,
  known: readonly string[],
  builtIn: readonly string[],
): readonly Found[] {
  return schemaExtensions.flatMap((extension, index): readonly Found[] => {
    const steps = ['schemaExtensions', index, 'schema'];
    const before = [schema ?? '', ...schemaExtensions.slice(0, index).map((one) => one.schema)];
    if (before.some((other) => fold(other) === fold(extension.schema))) {
      return [[steps, { message: `is "${extension.schema}", which the type has already`, remedy: 'Remove it.' }]];
    }
    return findUnknown(extension.schema, steps, [...known, ...builtIn]);
  });
}

function findUnknown(urn: string, steps: readonly PropertyKey[], known: readonly string[]): readonly Found[] {
  if (known.some((one) => fold(one) === fold(urn))) return [];
  const near = closestName(urn, known);
  const remedy = near === undefined ? 'Add it under `schemas`.' : `Did you mean ${near}?`;
  return [[steps, { message: `names the schema "${urn}", which does not exist`, remedy }]];
}

function fold(text: string): string {
  return text.toLowerCase();
}
