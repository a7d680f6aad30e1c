import { scopeKey } from './bind-groups.js';
import { lostRoles } from './guard-uses.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';
import { labelOf } from './touch.js';

export interface EmptyGroup {
  readonly id: string;
  /** As the configuration names it. */
  readonly name: string;
}

type Known = Pick<Runtime, 'name' | 'application' | 'store' | 'scope'>;

/**
 * The groups without any member whose roles, whose place in the scope, or whose membership there somebody loses by this plan. Asked anew each
 * time: it may just have been emptied.
 */
export async function listEmptyGroups(runtime: Known, view: View): Promise<readonly EmptyGroup[]> {
  const { plan, resource, scope } = view;
  if (plan.action === 'members') {
    const emptied = resource !== undefined && plan.changes.remove.length > 0 && (await isEmpty(runtime, resource.id));
    return emptied ? [{ id: resource.id, name: labelOf(resource) }] : [];
  }
  const keys = takenKeys(runtime, plan, scope);
  if (keys.length === 0) return [];
  const { groupBindings } = await runtime.store.applications.get(runtime.name);
  const empty: EmptyGroup[] = [];
  for (const [key, name] of keys) {
    const id = groupBindings[key]?.group;
    if (id === undefined || empty.some((one) => one.id === id) || !(await isEmpty(runtime, id))) continue;
    empty.push({ id, name });
  }
  return empty;
}

function takenKeys(
  { application }: Known,
  plan: View['plan'],
  scope: View['scope'],
): readonly (readonly [key: string, name: string])[] {
  const { roles, scope: chosen } = application.policy;
  const lost = lostRoles(plan, { application });
  const ofRoles = Object.entries(roles).filter(([, role]) => lost.includes(role));
  const leaves = scope?.kind === 'out' && (plan.action === 'deactivate' || plan.action === 'remove');
  return [
    ...ofRoles.map(([name]) => [name, name] as const),
    ...(leaves ? (chosen?.groups ?? []) : []).map((name) => [scopeKey(name), name] as const),
  ];
}

async function isEmpty({ store, scope }: Known, group: string): Promise<boolean> {
  if ((await store.resources.find(scope, 'Group', group)) === undefined) return false;
  return (await store.resources.listMembers(scope, { group, limit: 1 })).length === 0;
}
