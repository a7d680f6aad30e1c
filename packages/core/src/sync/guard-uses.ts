import type { Budget, GuardPolicy } from './application.js';
import type { EmptyGroup } from './list-empty-groups.js';
import type { Plan } from './plan.js';
import type { Runtime } from './runtime.js';

/** What a plan would use up of one budget. */
export interface Use {
  /** What it is counted as. */
  readonly kind: string;
  /** What an operator approves: `wipe` for every `wipe:title`. */
  readonly guard: string;
  /** Another guard that is about the same loss: its approval is one of this, too. */
  readonly within?: string;
  readonly budget: Budget;
  /** Fewer than these are never too many, however small the directory. */
  readonly least: number;
  readonly what: string;
  /** Who is counted; absent: whose plan it is. */
  readonly subjects?: readonly string[];
}

type Roles = Pick<Runtime, 'rolesField' | 'privilegedRoles'> & {
  readonly application: { readonly policy: Pick<Runtime['application']['policy'], 'defaultRole'> };
};

/** What a plan would use up of the budgets; `emptied`: the groups without members whose gifts it takes. */
export function guardUses(
  plan: Plan,
  emptied: readonly EmptyGroup[],
  runtime: Roles,
  guards: GuardPolicy,
): readonly Use[] {
  const subjects = plan.action === 'members' && {
    subjects: plan.changes.remove.map(({ membership }) => membership.member),
  };
  const uses: Use[] = emptied.map(({ id, name }) => ({
    kind: `emptied:${id}`,
    guard: 'emptied',
    budget: guards.emptied,
    least: 3,
    what: `people who lose what the empty group "${name}" gave`,
    ...subjects,
  }));
  const within = emptied.length > 0 && { within: 'emptied' };
  if (plan.action === 'deactivate')
    uses.push({
      kind: 'deactivate',
      guard: 'deactivate',
      ...within,
      budget: guards.deactivate,
      least: 3,
      what: 'deactivations',
    });
  if (plan.action === 'remove')
    uses.push({ kind: 'delete', guard: 'delete', budget: guards.delete, least: 1, what: 'deletions' });
  if (grantsPrivilege(plan, runtime))
    uses.push({
      kind: 'privileged',
      guard: 'privileged',
      budget: guards.privileged,
      least: 1,
      what: 'grants of a privileged role',
    });
  if (lostRoles(plan, runtime).length > 0 || (subjects && subjects.subjects.length > 0))
    uses.push({
      kind: 'role-loss',
      guard: 'role-loss',
      ...within,
      budget: guards.deactivate,
      least: 3,
      what: 'people who lose a role or leave a group',
      ...subjects,
    });
  if (plan.action !== 'update') return uses;
  for (const field of plan.change.cleared)
    uses.push({
      kind: `wipe:${field}`,
      guard: 'wipe',
      budget: guards.wipe,
      least: 3,
      what: `people whose ${field} is cleared`,
    });
  return uses;
}

/** The default role is nobody's to lose: it stands for having none, and goes when a group gives one. */
export function lostRoles(plan: Plan, { application }: Pick<Roles, 'application'>): readonly unknown[] {
  if (plan.action !== 'update') return [];
  const { defaultRole } = application.policy;
  return Object.values(plan.change.removed)
    .flat()
    .filter((role) => role !== defaultRole);
}

function grantsPrivilege(plan: Plan, { rolesField, privilegedRoles }: Roles): boolean {
  if (rolesField === undefined) return false;
  const granted =
    plan.action === 'update'
      ? plan.change.added[rolesField]
      : plan.action === 'create'
        ? plan.fields[rolesField]
        : undefined;
  return Array.isArray(granted) && granted.some((role) => privilegedRoles.includes(String(role)));
}

/** `undefined`: there is no bound. */
export function limitOf(
  { budget: { count, percent }, least }: Pick<Use, 'budget' | 'least'>,
  people: number,
): number | undefined {
  const share = percent === undefined ? undefined : Math.max(least, Math.floor((people * percent) / 100));
  if (count === undefined) return share;
  return share === undefined ? count : Math.min(count, share);
}
