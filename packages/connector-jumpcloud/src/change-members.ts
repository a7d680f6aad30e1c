import { type Change, ConnectorError, type MemberRef } from '@linkspan/core';
import type { Api } from './api.js';
import { isKind } from './errors.js';
import { isObjectId } from './is-object-id.js';

/** At once. Each member takes a request of its own. */
const concurrency = 4;

interface Step {
  readonly id: string;
  readonly op: 'add' | 'remove';
}

/** One by one, as there is no other way. Who is in already, or out, is done; what fails does not keep the others from being done. */
export async function changeMembers(
  api: Api,
  groupPath: string,
  { added, removed }: Pick<Change, 'added' | 'removed'>,
  signal: AbortSignal,
): Promise<void> {
  const steps: readonly Step[] = [
    ...membersOf(added).map(({ id }) => ({ id, op: 'add' as const })),
    ...membersOf(removed).map(({ id }) => ({ id, op: 'remove' as const })),
  ];
  for (let from = 0; from < steps.length; from += concurrency) {
    const some = steps.slice(from, from + concurrency);
    const outcomes = await Promise.allSettled(some.map((step) => changeMember(api, groupPath, step, signal)));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

async function changeMember(api: Api, groupPath: string, { id, op }: Step, signal: AbortSignal): Promise<void> {
  if (!isObjectId(id)) {
    if (op === 'remove') return;
    throw noUser(id);
  }
  const to = `${op} a member of a group`;
  try {
    await api.call({ method: 'POST', path: `${groupPath}/members`, json: { op, type: 'user', id }, to }, signal);
  } catch (error) {
    if (isKind(error, 'conflict')) return;
    if (!isKind(error, 'not-found')) throw error;
    // The group or the person: only the group's own word tells.
    await api.call({ method: 'GET', path: groupPath, to: 'show a group' }, signal);
    if (op === 'add') throw noUser(id);
  }
}

function noUser(id: string): ConnectorError {
  const text = `jumpcloud: user ${id} is not there and cannot be added to a group. The next full run finds out what became of the account.`;
  return new ConnectorError('invalid', text, { field: 'members' });
}

function membersOf(part: Change['added']): readonly MemberRef[] {
  return (part['members'] ?? []) as readonly MemberRef[];
}
