import type { RequirementResult } from './requirement-result.js';

export interface OutcomeCounts {
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
}

export interface SectionReport {
  readonly rfc: number;
  readonly section: string;
  readonly counts: OutcomeCounts;
  readonly results: readonly RequirementResult[];
}

/** A report by section. `failedMust` counts the failures of what an RFC demands, without what it recommends. */
export interface ScimServerReport {
  readonly counts: OutcomeCounts;
  readonly failedMust: number;
  readonly sections: readonly SectionReport[];
  /** What was made and could not be deleted: paths. */
  readonly left: readonly string[];
}
