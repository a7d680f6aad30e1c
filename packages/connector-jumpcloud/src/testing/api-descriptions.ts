import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** As much of Swagger 2.0 as JumpCloud uses. */
export interface ApiDescription {
  readonly basePath: string;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly parameters?: Readonly<Record<string, Parameter>>;
}

export type Schema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: 'query' | 'path' | 'body' | 'header';
  readonly required?: boolean;
  readonly type?: string;
  readonly items?: Schema;
  readonly collectionFormat?: 'multi';
  readonly schema?: Schema;
}

export interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}

export type PathItem = Readonly<Record<string, Operation>> & { readonly parameters?: readonly Parameter[] };

/** The originals beside the repository where they are, else what was taken of them: the same cases run on either. */
const originals = fileURLToPath(new URL('../../../../../shared/vendors/jumpcloud-openapi/', import.meta.url));
const taken = fileURLToPath(new URL('../__fixtures__/jumpcloud-openapi/', import.meta.url));

export const descriptionsFolder: string = existsSync(originals) ? originals : taken;

export function readApiDescriptions(folder: string = descriptionsFolder): readonly ApiDescription[] {
  return ['V1', 'V2', 'DirectoryInsights'].map(
    (name) => JSON.parse(readFileSync(`${folder}/${name}.json`, 'utf8')) as ApiDescription,
  );
}
