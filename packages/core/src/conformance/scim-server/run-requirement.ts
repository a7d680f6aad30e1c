import { createProbe, type ProbeOptions } from './create-probe.js';
import { NotApplicable } from './not-applicable.js';
import type { Requirement } from './requirement.js';
import type { RequirementResult } from './requirement-result.js';
import { Shortfall } from './shortfall.js';

/** Looks at one requirement; whatever comes of it, what the row made is deleted. Never rejects. */
export async function runRequirement(row: Requirement, options: ProbeOptions): Promise<RequirementResult> {
  const { rfc, section, level, title, requirement } = row;
  const of = { rfc, section, level, title, requirement };
  const missing = whyNot(row, options);
  if (missing !== undefined) return { ...of, outcome: 'not-applicable', why: missing };
  const probe = createProbe(options);
  const outcome = await row.run(probe).then(
    () => ({ outcome: 'passed' as const }),
    (error: unknown) => {
      if (error instanceof NotApplicable) return { outcome: 'not-applicable' as const, why: error.message };
      const { expected, got } =
        error instanceof Shortfall ? error : { expected: 'an answer', got: describeFailure(error) };
      return { outcome: 'failed' as const, expected, got, exchanges: [...probe.exchanges] };
    },
  );
  const left = await probe.tidy().catch((error: unknown) => [`(deleting failed: ${describeFailure(error)})`]);
  return { ...of, ...outcome, ...(left.length > 0 && { left }) };
}

export function whyNot(row: Requirement, { server, readOnly }: ProbeOptions): string | undefined {
  if (readOnly && !row.reads) return 'it would write, and only reading is allowed';
  return (row.needs ?? []).map((need) => server.lacks(need)).find((why) => why !== undefined);
}

function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return `${error.message}${cause}`;
}
