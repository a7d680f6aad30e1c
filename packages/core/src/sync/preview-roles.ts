import type { RolesPreview } from './mapping-preview.js';
import type { PreviewInput } from './preview-mapping.js';

/** Pure: the groups that count, the roles that hang on them, and what becomes of those that the account has. */
export function previewRoles(input: PreviewInput, remote: string): RolesPreview {
  const { runtime, link, desired, plan, standing, groups, bindings } = input;
  const value = toRoles(desired.fields[remote]);
  const sent = toRoles(link.sent?.[remote]);
  const agreed = sent?.filter((role) => runtime.managedRoles.includes(role));
  const now = toRoles(standing.fields?.[remote]);
  const counting = Object.entries(runtime.application.policy.roles).flatMap(([name, role]) => {
    const group = groups.find((one) => one.value === bindings[name]?.group);
    return group === undefined ? [] : [{ id: group.value, display: group.display, type: group.type, role }];
  });
  const obstacle = findObstacle(input, remote, value);
  const added = obstacle === undefined ? without(value, agreed) : [];
  const removed = obstacle === undefined ? without(without(agreed, value), desired.undecided) : [];
  return {
    remote,
    groups: counting,
    ambiguous: desired.ambiguousGroups,
    ...(value !== undefined && { value }),
    ...(now !== undefined && { now }),
    ...(agreed !== undefined && { agreed }),
    added,
    removed,
    reason:
      obstacle ?? (added.length + removed.length > 0 ? 'differs' : plan.action === 'create' ? 'no role' : 'agrees'),
  };
}

function findObstacle(
  { link, plan, standing }: PreviewInput,
  remote: string,
  value: readonly string[] | undefined,
): string | undefined {
  if (value === undefined) return 'no role is managed here';
  if (link.withheld !== undefined && remote in link.withheld) return 'withheld until approved';
  if (plan.action === 'create') {
    if (!('verdict' in standing.account)) return undefined;
    return standing.adoptable === true
      ? 'withheld from an account that is taken over, until approved'
      : 'a person decides about the account first';
  }
  return plan.action === 'update' || plan.action === 'reactivate' || plan.action === 'none' ? undefined : plan.reason;
}

function toRoles(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((role) => typeof role === 'string') : undefined;
}

function without(roles: readonly string[] = [], others: readonly string[] = []): readonly string[] {
  return roles.filter((role) => !others.includes(role));
}
