import type { GroupBinding } from '../store/application-store.js';
import type { ApplicationPolicy } from './application.js';
import type { Runtime } from './runtime.js';
import type { ScopeVerdict } from './scope-verdict.js';

/** The names that `groups.provision` lists. */
export function provisionedNames({ groups }: Pick<ApplicationPolicy, 'groups'>): readonly string[] {
  return groups === undefined || groups.provision === 'all' ? [] : groups.provision;
}

export function provisionedKey(name: string): string {
  return `group:${name}`;
}

/** Pure: whether the application has this group. One that is renamed stays. */
export function judgeProvisioned(
  { application }: Pick<Runtime, 'application'>,
  group: string,
  bindings: Readonly<Record<string, GroupBinding>>,
): ScopeVerdict {
  const { policy } = application;
  if (policy.groups?.provision === 'all') return { kind: 'in' };
  const isBound = provisionedNames(policy).some((name) => bindings[provisionedKey(name)]?.group === group);
  return isBound ? { kind: 'in' } : { kind: 'out', reason: 'groups.provision does not name it' };
}
