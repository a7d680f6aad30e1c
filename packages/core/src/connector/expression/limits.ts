/** What one evaluation may use. An ordinary expression takes a few dozen steps and some 10 µs. */
export const limits = {
  /** Nodes evaluated: the bound that is the same on every machine. */
  steps: 10_000,
  /** Nodes within nodes, function calls included. */
  stack: 150,
  /** Values in a list. */
  sequence: 10_000,
  /** Characters in a text. */
  text: 100_000,
  /** Characters that a regular expression is tried on. */
  matched: 1_000,
  /** Milliseconds, for what the others do not catch. */
  timeout: 1_000,
} as const;
