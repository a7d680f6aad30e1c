import type { ResourceRecord } from '../store/resource.js';
import type { Plan, PlanInput } from './plan.js';

/** What becomes of the account of somebody who leaves: deleted, inactive, or out of scope. `undefined`: nobody leaves. */
export function planLeaving(input: PlanInput): Plan | undefined {
  const { resource, scope } = input;
  if (resource === undefined) return planDeleted(input);
  if (resource.attributes.active === false) return planInactive(input, resource);
  return scope?.kind === 'out' ? planOutOfScope(input, scope.reason) : undefined;
}

function planDeleted(input: PlanInput): Plan {
  const { link, policy } = input;
  if (link.accountId === undefined) return { action: 'none', reason: 'deleted from the directory, has no account' };
  const choice = policy.leaving.onDelete;
  if (choice === 'keep') return { action: 'none', reason: 'keeps access: leaving.onDelete is keep' };
  return choice === 'delete'
    ? planRemoval(input, 'deleted from the directory')
    : planDeactivation(input, 'deleted from the directory');
}

function planInactive(input: PlanInput, resource: ResourceRecord): Plan {
  const { link, policy, now } = input;
  if (link.accountId === undefined) return { action: 'none', reason: 'inactive, has no account and gets none' };
  const choice = policy.leaving.onInactive;
  if (choice === 'keep') return { action: 'none', reason: 'keeps access: leaving.onInactive is keep' };
  const since = resource.inactiveSince === undefined ? now : Date.parse(resource.inactiveSince);
  const until = since + policy.leaving.grace;
  if (until > now && link.accountActive !== false) {
    return { action: 'wait', until, reason: 'inactive, within leaving.grace: keeps access until then' };
  }
  return choice === 'delete'
    ? planRemoval(input, 'inactive in the directory')
    : planDeactivation(input, 'inactive in the directory');
}

function planOutOfScope(input: PlanInput, reason: string): Plan {
  const { link, policy } = input;
  const why = `out of scope: ${reason}`;
  if (link.accountId === undefined) return { action: 'none', reason: `${why}, has no account and gets none` };
  switch (policy.leaving.onScopeExit) {
    case 'keep':
      return { action: 'none', reason: `keeps access: ${why}, and leaving.onScopeExit is keep` };
    case 'unlink':
      return { action: 'unlink', reason: why };
    case 'delete':
      return planRemoval(input, why);
    case 'deactivate':
      return planDeactivation(input, why);
  }
}

/** With `delete` switched off a leaver is deactivated, and stays so. */
function planRemoval(input: PlanInput, why: string): Plan {
  const { link, operations, capabilities } = input;
  if (!operations.delete && link.accountActive === false && capabilities.remove)
    return { action: 'skip', operation: 'delete', reason: `${closedReason(link, why)}${notDeleted}` };
  if (!operations.delete) return planDeactivation(input, why);
  if (isKeptThere(link)) return { action: 'none', reason: closedReason(link, why) };
  if (capabilities.remove) return { action: 'remove', reason: why };
  return {
    action: 'park',
    reason: 'keeps access: this application cannot delete accounts; let leaving say deactivate instead of delete',
  };
}

function planDeactivation(input: PlanInput, why: string): Plan {
  const { link, operations, capabilities } = input;
  if (link.accountActive === false) return planDeactivated(input, why);
  if (!operations.deactivate) {
    return {
      action: 'skip',
      operation: 'deactivate',
      reason: `keeps access: ${why}, but the operation deactivate is switched off`,
    };
  }
  if (!capabilities.deactivate)
    return { action: 'park', reason: `keeps access: ${why}, but this application cannot deactivate accounts` };
  return { action: 'deactivate', reason: why };
}

const notDeleted = ', and not deleted: the operation delete is switched off';

/** What a removal leaves on the link that the application answered by deactivating: asked again, it would answer the same for ever. */
export const keptThere = ', and not deleted: the application keeps accounts';

function isKeptThere({ accountActive, reason }: PlanInput['link']): boolean {
  return accountActive === false && reason?.endsWith(keptThere) === true;
}

/** What the deactivation left open is remembered on the link. */
function closedReason({ reason }: PlanInput['link'], why: string): string {
  return (reason ?? `${why}, deactivated`).replace(notDeleted, '');
}

/** `leaving.deleteAfter` counts from the deactivation. */
function planDeactivated({ link, policy, operations, capabilities, now }: PlanInput, why: string): Plan {
  const { deleteAfter } = policy.leaving;
  const reason = closedReason(link, why);
  if (deleteAfter === undefined || !capabilities.remove || link.deactivatedAt === undefined || isKeptThere(link))
    return { action: 'none', reason };
  const until = link.deactivatedAt + deleteAfter;
  if (until > now) return { action: 'wait', until, reason };
  if (operations.delete) return { action: 'remove', reason: `${why}, and leaving.deleteAfter has passed` };
  return {
    action: 'skip',
    operation: 'delete',
    reason: `${why}, deactivated: leaving.deleteAfter has passed, but the operation delete is switched off`,
  };
}
