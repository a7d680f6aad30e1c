import { expressionsMention } from '../connector/expressions-mention.js';
import type { Runtime } from './runtime.js';

/** Whether anything at this application hangs on a person's groups. */
export function usesGroups({ application, rules }: Pick<Runtime, 'application' | 'rules'>): boolean {
  const { roles, scope } = application.policy;
  return Object.keys(roles).length > 0 || (scope?.groups.length ?? 0) > 0 || expressionsMention(rules, 'groups');
}
