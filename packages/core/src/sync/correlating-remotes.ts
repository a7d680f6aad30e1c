import type { Runtime } from './runtime.js';

/** The remote names by which an account is found. */
export function correlatingRemotes({ rules, application }: Pick<Runtime, 'rules' | 'application'>): readonly string[] {
  const byRules = rules.filter((rule) => rule.correlates !== undefined).map((rule) => rule.remote);
  return [...new Set([...byRules, ...(application.policy.correlation ?? []).map(({ remote }) => remote)])];
}
