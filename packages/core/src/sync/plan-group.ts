import type { Plan, PlanInput } from './plan.js';

/** Who is to be put in or taken out. Before a new name: a name that is refused keeps nobody in. */
export function planMembers({ members, operations, capabilities }: PlanInput): Plan | undefined {
  if (members === undefined) return undefined;
  const { add, remove, more } = members.changes;
  if (add.length + remove.length === 0 && !more) return undefined;
  const reason = `${add.length}${more ? ' or more' : ''} members to put in, ${remove.length} to take out`;
  if (!operations.update)
    return { action: 'skip', operation: 'update', reason: `${reason}: the operation update is switched off` };
  if (!capabilities.update) return { action: 'park', reason: `${reason}: this application cannot change groups` };
  return { action: 'members', changes: members.changes, reason };
}

/** What becomes of a group that the directory has no more, or that is provisioned no more. `undefined`: it is. */
export function planGroupGone(input: PlanInput): Plan | undefined {
  const { resource, link, scope } = input;
  if (resource !== undefined) {
    if (scope?.kind !== 'out') return undefined;
    return { action: 'none', reason: `left as it is: ${scope.reason}` };
  }
  if (link.accountId === undefined) return { action: 'none', reason: 'deleted from the directory, not there' };
  const { operations, capabilities, policy } = input;
  const onDelete = policy.groups?.onDelete ?? 'keep';
  if (onDelete === 'keep')
    return { action: 'none', reason: 'deleted from the directory, kept: groups.onDelete is keep' };
  if (onDelete === 'delete' && operations.delete && capabilities.remove)
    return { action: 'remove', reason: 'deleted from the directory' };
  const emptying = planMembers(input);
  if (emptying !== undefined) return emptying;
  const left = 'deleted from the directory, emptied';
  if (onDelete === 'empty') return { action: 'none', reason: left };
  return capabilities.remove
    ? { action: 'skip', operation: 'delete', reason: `${left}: the operation delete is switched off` }
    : { action: 'park', reason: `${left}: this application cannot delete groups` };
}
