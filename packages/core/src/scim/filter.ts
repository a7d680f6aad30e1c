import type { Attribute } from './schema.js';

/** RFC 7644 §3.4.2.2. */
export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le';
export type FilterValue = string | number | boolean | null;

/**
 * A filter as written: attribute names are not looked up yet. `Path` is a string path when parsed
 * (`parseFilter`), and an `AttributePath` once `resolveFilter` has found the attribute in the schemas.
 */
export type FilterOf<Path> =
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: CompareOperator; readonly value: FilterValue }
  | { readonly kind: 'present'; readonly path: Path }
  | { readonly kind: 'and' | 'or'; readonly filters: readonly FilterOf<Path>[] }
  | { readonly kind: 'not'; readonly filter: FilterOf<Path> }
  /** `emails[type eq "work"]`: some value of the attribute matches all of `filter`, whose paths are relative to one value. */
  | { readonly kind: 'values'; readonly path: Path; readonly filter: FilterOf<Path> };

/** An attribute's name as a client wrote it, split: `urn:…:User:name.familyName` → schema, `name`, `familyName`. */
export interface WrittenPath {
  readonly schema?: string;
  readonly attribute: string;
  readonly subAttribute?: string;
}

/**
 * Where an attribute stands in a resource, in canonical spelling, with its definition.
 * `names` leads there in the document: `['name','familyName']`, `['urn:…:enterprise:2.0:User','manager','value']`;
 * inside a `values` filter it starts at one value: `['type']`.
 * `multiValued` says that one of the steps is a list, so a comparison means "some value".
 */
export interface AttributePath {
  readonly names: readonly string[];
  readonly attribute: Attribute;
  readonly multiValued: boolean;
}

export type WrittenFilter = FilterOf<WrittenPath>;
/** What a store is asked. See `ResourceQuery` for the paths that are not in a document. */
export type Filter = FilterOf<AttributePath>;
