/** One step of test-connection. */
export interface Check {
  readonly id: string;
  /** "Sign in as the service account" */
  readonly title: string;
  /** Throws never for a no; a thrown error counts as a failure with its message. */
  run(signal: AbortSignal): Promise<CheckOutcome>;
}

export type CheckOutcome =
  /** `warning` passes, and is shown. */
  | { readonly ok: true; readonly detail: string; readonly warning?: string }
  /** `hint` says what to click or type. */
  | { readonly ok: false; readonly detail: string; readonly hint: string };

export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly status: 'passed' | 'warning' | 'failed' | 'skipped';
  readonly detail: string;
  readonly hint?: string;
  readonly milliseconds: number;
}
