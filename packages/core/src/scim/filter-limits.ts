export interface FilterLimits {
  /** UTF-16 units. */
  readonly length: number;
  /** Comparisons, in brackets too. */
  readonly terms: number;
}

/** What a filter, or a path with one, may cost to be read. */
export const filterLimits: FilterLimits = { length: 4096, terms: 100 };
