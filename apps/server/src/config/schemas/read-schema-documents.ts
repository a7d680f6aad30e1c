import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Json, JsonObject } from '@linkspan/core';
import { z } from 'zod';
import { findShapeProblems, type LocatedProblem, locate } from '../find-shape-problems.js';
import { schemaDocument, type schemaItem } from './schema-document.js';
import type { Finding, WrittenSchema } from './written-schema.js';

export interface SchemaDocuments {
  readonly schemas: readonly WrittenSchema[];
  readonly problems: readonly LocatedProblem[];
}

/** The schemas of the section, those in files among them. */
export function readSchemaDocuments(items: readonly z.output<typeof schemaItem>[], folder: string): SchemaDocuments {
  const schemas: WrittenSchema[] = [];
  const problems: LocatedProblem[] = [];
  for (const [index, { file, ...written }] of items.entries()) {
    const place = ['schemas', index];
    if (file === undefined) {
      const { data } = schemaDocument.safeParse(written);
      if (data) schemas.push({ document: data, at: (steps, finding) => locate([...place, ...steps], finding) });
      continue;
    }
    const at = (steps: readonly PropertyKey[], finding: Finding): LocatedProblem => ({
      ...locate(place, finding),
      path: `${[...place, ...steps].map(String).join('.')} of ${file}`,
    });
    const read = readFile(resolve(folder, file));
    if ('finding' in read) {
      problems.push(locate([...place, 'file'], read.finding));
      continue;
    }
    const shape = findShapeProblems(read.value, { schema: schemaDocument, jsonSchema: documentJsonSchema() });
    problems.push(...shape.map(({ steps, message, remedy }) => at(steps, { message, remedy })));
    const { data } = schemaDocument.safeParse(read.value);
    if (data) schemas.push({ document: data, at });
  }
  return { schemas, problems };
}

function documentJsonSchema(): JsonObject {
  return z.toJSONSchema(schemaDocument, { io: 'input', reused: 'inline' }) as JsonObject;
}

function readFile(file: string): { readonly value: Json } | { readonly finding: Finding } {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const message = `needs the file ${file}, which cannot be read (${reason})`;
    return { finding: { message, remedy: 'Create it, readable by the user that runs linkspan.' } };
  }
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = `needs the file ${file}, which is not valid JSON (${reason})`;
    return { finding: { message, remedy: 'Write one schema into it, as RFC 7643, section 7.' } };
  }
}
