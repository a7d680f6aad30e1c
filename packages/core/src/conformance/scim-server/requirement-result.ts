import type { Exchange } from './exchange.js';
import type { Requirement } from './requirement.js';

/** How a server did by one requirement. */
export type RequirementResult = Pick<Requirement, 'rfc' | 'section' | 'level' | 'title' | 'requirement'> &
  (
    | { readonly outcome: 'passed' }
    | {
        readonly outcome: 'failed';
        readonly expected: string;
        readonly got: string;
        /** The requests of the row with their answers, in order; the last one is the one that told. */
        readonly exchanges: readonly Exchange[];
      }
    | { readonly outcome: 'not-applicable'; readonly why: string }
  ) & {
    /** What the row made and could not delete. */
    readonly left?: readonly string[];
  };
