import type { LocatedProblem } from '../find-shape-problems.js';
import type { SchemaDocument } from './schema-document.js';

export type Finding = { readonly message: string; readonly remedy: string };

/** A schema of the configuration, well-formed by itself, which knows where it stands. */
export interface WrittenSchema {
  readonly document: SchemaDocument;
  /** A problem at a place within it. */
  at(steps: readonly PropertyKey[], finding: Finding): LocatedProblem;
}
