import type { Json } from '../scim/json.js';
import { ExpressionError } from './expression/expression-error.js';

/** A rule that fails for a resource or an account. The message names the rule. */
export interface RuleFailure {
  readonly remote: string;
  readonly message: string;
}

/** What the expressions of rules give for one resource, by remote name. What gives nothing is absent. */
export interface Evaluation {
  readonly values: ReadonlyMap<string, Json>;
  readonly failures: ReadonlyMap<string, RuleFailure>;
}

export const noEvaluation: Evaluation = { values: new Map(), failures: new Map() };

export function failureOf(remote: string, error: unknown): RuleFailure {
  const text = error instanceof Error ? error.message : String(error);
  return { remote, message: `the rule for "${remote}": ${text}` };
}

/** What an expression gives, or how its rule fails. */
export async function attempt(
  remote: string,
  evaluate: () => Promise<Json | undefined>,
): Promise<{ readonly value: Json | undefined } | { readonly failure: RuleFailure }> {
  try {
    return { value: await evaluate() };
  } catch (error) {
    if (error instanceof ExpressionError) return { failure: failureOf(remote, error) };
    throw error;
  }
}
