import { expressionsMention } from '../connector/expressions-mention.js';
import type { Runtime } from './runtime.js';

/** Whether anything at this application hangs on a person's groups. */
export function usesGroups({ application, rules }: Pick<Runtime, 'application' | 'rules'>): boolean {
  return Object.keys(application.policy.roles).length > 0 || expressionsMention(rules, 'groups');
}
