/** One thing that is wrong with the configuration: where, what, and what to write instead. Never holds a secret's value. */
export interface Problem {
  /** `applications.blog.leaving.grace`, or the environment variable. */
  readonly path: string;
  /** In the file, 1-based; absent where the problem is in the environment or in a file beside it. */
  readonly line?: number;
  /** "is missing", "is unknown", "cannot be 5". Reads on from the path. */
  readonly message: string;
  readonly remedy: string;
}

/** Carries every problem of a configuration at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  /** The file's name. */
  readonly source: string;
  readonly problems: readonly Problem[];

  constructor(source: string, problems: readonly Problem[]) {
    super(describeProblems(source, problems));
    this.source = source;
    this.problems = problems;
  }
}

function describeProblems(source: string, problems: readonly Problem[]): string {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const lines = problems.map(({ path, line, message, remedy }) => {
    const place = line === undefined ? '' : ` (line ${line})`;
    return `  ${path}${place} ${message}. ${remedy}`;
  });
  return [`${source}: ${count}.`, ...lines].join('\n');
}
