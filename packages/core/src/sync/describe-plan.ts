import type { Change } from '../connector/account.js';
import type { JsonObject } from '../scim/json.js';
import type { Link, Operation } from '../store/link.js';
import { describeMembers } from './change-members.js';
import { changedFields } from './change-parts.js';
import { digest } from './digest.js';
import { maskSecret } from './mask-secret.js';
import type { Plan } from './plan.js';
import { toJson } from './step.js';

/** By remote name: `{ from, to }`, or `{ added, removed }` for sets; of a secret, that it changes. */
export function changesOf(before: JsonObject | undefined, change: Change): JsonObject {
  const was = (name: string) => maskSecret(name, before?.[name] ?? null);
  const sets = [...new Set([...Object.keys(change.added), ...Object.keys(change.removed)])];
  return toJson({
    ...Object.fromEntries(
      Object.entries(change.set).map(([name, to]) => [name, { from: was(name), to: maskSecret(name, to) }]),
    ),
    ...Object.fromEntries(change.cleared.map((name) => [name, { from: was(name), to: null }])),
    ...Object.fromEntries(
      sets.map((name) => [name, { added: change.added[name] ?? [], removed: change.removed[name] ?? [] }]),
    ),
  });
}

/** What a plan would change, for people. */
export function describePlan(
  link: Link,
  plan: Plan,
): { readonly fields?: readonly string[]; readonly changes?: JsonObject } {
  if (plan.action === 'update') {
    const also = plan.password === undefined ? [] : ['password'];
    return {
      fields: [...changedFields(plan.change), ...also],
      changes: { ...changesOf(link.sent, plan.change), ...passwordChange(plan) },
    };
  }
  if (plan.action === 'create') {
    const changes = Object.fromEntries(
      Object.entries(plan.fields).map(([name, to]) => [name, { from: null, to: maskSecret(name, to) }]),
    );
    const also = plan.password === undefined ? [] : ['password'];
    return {
      fields: [...Object.keys(plan.fields).sort(), ...also],
      changes: { ...toJson(changes), ...passwordChange(plan) },
    };
  }
  if (plan.action === 'members') return { fields: ['members'], changes: describeMembers(plan.changes) };
  return {};
}

/** That one is set, never which. */
function passwordChange({ password }: { readonly password?: string }): JsonObject {
  return password === undefined ? {} : toJson({ password: { from: null, to: maskSecret('password', password) } });
}

/** The same decision about the same account gives the same digest. */
export function digestOfPlan(link: Pick<Link, 'accountId'>, plan: Plan): string {
  // Most people of a run, and not worth a hash.
  if (plan.action === 'none') return `none ${link.accountId ?? ''}`;
  return digest([plan.action, link.accountId ?? null, whatOf(plan)]);
}

function whatOf(plan: Plan): unknown {
  switch (plan.action) {
    case 'update':
      return plan.password === undefined ? plan.change : [plan.change, plan.password];
    case 'create':
      return plan.password === undefined ? plan.fields : [plan.fields, plan.password];
    case 'members': {
      const { add, remove, more } = plan.changes;
      return [add.map(({ ref }) => ref), remove.map(({ ref }) => ref), more];
    }
    default:
      return null;
  }
}

/** Which operation a plan is one of. */
export function operationOf(plan: Plan): Operation | undefined {
  switch (plan.action) {
    case 'create':
      return 'create';
    case 'update':
    case 'members':
      return 'update';
    case 'deactivate':
    case 'reactivate':
      return 'deactivate';
    case 'remove':
      return 'delete';
    default:
      return undefined;
  }
}
