import { isJsonObject, type JournalLine, type Json } from '@linkspan/core';
import type { EventReceiver } from './event-receiver.js';
import type { EventType } from './event-type.js';

/** What a write of the directory is called there. Whoever is restored was told of as deleted, so is new to a receiver. */
const types: Readonly<Record<string, EventType>> = {
  create: 'create',
  restore: 'create',
  replace: 'put',
  patch: 'patch',
  delete: 'delete',
};

/** What a line of the journal is to this receiver; nothing where it is none of its business. Lines of applications tell of accounts. */
export function findEventTypes(
  { action, application, directory, changes }: JournalLine,
  receiver: Pick<EventReceiver, 'directory' | 'types'>,
): readonly EventType[] {
  const type = Object.hasOwn(types, action) ? types[action] : undefined;
  if (type === undefined || application !== undefined || directory !== receiver.directory) return [];
  const turned = type === 'put' || type === 'patch' ? findTurn(changes) : undefined;
  return [type, ...(turned === undefined ? [] : [turned])].filter((one) => receiver.types.includes(one));
}

/** Who has no `active` counts as active. */
function findTurn(changes: Json | undefined): EventType | undefined {
  const change = isJsonObject(changes) ? changes['active'] : undefined;
  if (!isJsonObject(change)) return undefined;
  const [was, is] = [change['from'] !== false, change['to'] !== false];
  if (was === is) return undefined;
  return is ? 'activate' : 'deactivate';
}
