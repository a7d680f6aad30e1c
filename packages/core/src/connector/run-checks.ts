import type { Check, CheckOutcome, CheckResult } from './check.js';

export interface RunChecksOptions {
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  now?(): number;
  /** Called as each result is known. */
  onResult?(result: CheckResult): void;
  /** Milliseconds for one check. Default 30,000. */
  readonly timeLimit?: number;
}

/** Runs in order; after the first failure the rest is skipped, since each step stands on the one before. Never rejects. */
export async function runChecks(checks: readonly Check[], options: RunChecksOptions): Promise<readonly CheckResult[]> {
  const { now = Date.now, timeLimit = 30_000, signal, onResult } = options;
  const results: CheckResult[] = [];
  let failed: Check | undefined;
  for (const check of checks) {
    const started = now();
    const outcome = failed === undefined ? await runCheck(check, signal, timeLimit) : undefined;
    const detail = outcome?.detail ?? `Not tried, because "${failed?.title}" failed.`;
    const { id, title } = check;
    const result = { id, title, detail, milliseconds: now() - started, ...verdict(outcome) };
    if (result.status === 'failed') failed = check;
    results.push(result);
    onResult?.(result);
  }
  return results;
}

/** A failure without a hint is one that the check did not foresee. */
type Outcome = CheckOutcome | { readonly ok: false; readonly detail: string; readonly hint?: never };

function verdict(outcome: Outcome | undefined): Pick<CheckResult, 'status' | 'hint'> {
  if (outcome === undefined) return { status: 'skipped' };
  if (!outcome.ok) return { status: 'failed', ...(outcome.hint !== undefined && { hint: outcome.hint }) };
  return outcome.warning === undefined ? { status: 'passed' } : { status: 'warning', hint: outcome.warning };
}

async function runCheck(check: Check, signal: AbortSignal, timeLimit: number): Promise<Outcome> {
  const limit = new AbortController();
  const cancel = () => limit.abort(new Error('Cancelled.'));
  const expire = () =>
    limit.abort(new Error(`No answer within ${timeLimit / 1000} s. Check that the site is reachable.`));
  const timer = setTimeout(expire, timeLimit);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel, { once: true });
  try {
    // Raced, so that a check which does not watch its signal cannot hang the operator's terminal.
    return await Promise.race([aborted(limit.signal), check.run(limit.signal)]);
  } catch (error) {
    const reason: unknown = limit.signal.aborted ? limit.signal.reason : error;
    return { ok: false, detail: reason instanceof Error ? reason.message : String(reason) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', cancel);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
}
