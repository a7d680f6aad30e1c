import { type JsonObject, type ResourceType, resourceTypes } from '@linkspan/core';
import type { LocatedProblem } from '../find-shape-problems.js';
import { declareTypes } from './declare-types.js';
import { findReferenceProblems } from './find-reference-problems.js';
import { findResourceTypeProblems } from './find-resource-type-problems.js';
import { findSchemaProblems } from './find-schema-problems.js';
import { readSchemaDocuments } from './read-schema-documents.js';
import { resourceTypesSection, schemasSection } from './schemas-section.js';

export interface DeclaredTypes {
  /** Absent where something is wrong with them. */
  readonly types?: readonly ResourceType[];
  readonly problems: readonly LocatedProblem[];
}

/**
 * The resource types of this server, by `schemas` and `resourceTypes` as they are written. A section whose shape is wrong is told of
 * elsewhere, and then nothing is known.
 */
export function readDeclaredTypes(written: JsonObject, folder: string, hasWrongShape: boolean): DeclaredTypes {
  if (hasWrongShape) return { problems: [] };
  if (written.schemas === undefined && written.resourceTypes === undefined)
    return { types: resourceTypes, problems: [] };
  const items = schemasSection.parse(written.schemas);
  const types = resourceTypesSection.parse(written.resourceTypes);
  const { schemas, problems: unread } = readSchemaDocuments(items, folder);
  const problems = [
    ...unread,
    ...findSchemaProblems(schemas, types),
    // A schema that cannot be read would be told of again as one that does not exist.
    ...(unread.length > 0 ? [] : findResourceTypeProblems(types, schemas)),
    ...findReferenceProblems(schemas, types),
  ];
  if (problems.length > 0) return { problems };
  const documents = schemas.map(({ document }) => document);
  return { types: declareTypes(documents, types), problems };
}
