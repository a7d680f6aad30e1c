import type { Delta } from '@linkspan/core';
import { z } from 'zod';
import type { Config } from './config.js';
import { isObjectId } from './is-object-id.js';

/** `user_group` in newer events, `USER_GROUP` in older ones. */
const nodeSchema = z.object({ type: z.string().catch('').transform(toLowerCase), object_id: z.unknown() });

/** As little of an event as tells what to look at: `changes` is not read, what an object holds now is. */
export const eventSchema = z.object({
  id: z.string(),
  timestamp: z.string(),
  event_type: z.string(),
  resource: z
    .object({ type: z.string().catch('').transform(toLowerCase), id: z.unknown() })
    .nullish()
    .catch(undefined),
  association: z
    .object({ connection: z.object({ from: nodeSchema, to: nodeSchema }) })
    .nullish()
    .catch(undefined),
  initiated_by: z
    .object({
      id: z.string().optional().catch(undefined),
      email: z.string().optional().catch(undefined),
      username: z.string().optional().catch(undefined),
    })
    .nullish()
    .catch(undefined),
});

export type Event = z.output<typeof eventSchema>;
export type Subject = 'users' | 'groups';

/** What says that one of them may hold something else now. */
export const eventTypes: Readonly<Record<Subject, readonly string[]>> = {
  users: ['user_create', 'user_update', 'user_delete', 'user_suspended', 'user_unsuspended', 'user_activated'],
  groups: ['group_create', 'group_update', 'group_delete', 'association_change'],
};

/** Undefined: it is about something else, such as a group of devices or the binding of an application. */
export function toDelta(event: Event, subject: Subject, config: Pick<Config, 'actor' | 'clientId'>): Delta | undefined {
  const id = event.event_type === 'association_change' ? findGroup(event) : findResource(event, subject);
  if (!isObjectId(id)) return undefined;
  const { initiated_by: by } = event;
  const name = by?.email ?? by?.username ?? by?.id;
  const origin = originOf(event, config);
  return {
    id,
    kind: event.event_type === 'user_delete' || event.event_type === 'group_delete' ? 'deleted' : 'changed',
    at: Date.parse(event.timestamp),
    ...(name !== undefined && { by: name }),
    ...(origin !== undefined && { origin }),
  };
}

/** Who we are is not told by the API: without the configuration's word nothing is said. */
function originOf(
  { initiated_by: by }: Event,
  { actor, clientId }: Pick<Config, 'actor' | 'clientId'>,
): Delta['origin'] {
  const own = [actor, clientId].filter((one) => one !== undefined);
  if (own.length === 0) return undefined;
  return own.some((one) => one === by?.id || one === by?.email) ? 'ours' : 'theirs';
}

function findGroup({ association }: Event): unknown {
  const { from, to } = association?.connection ?? {};
  const [group, member] = from?.type === 'user_group' ? [from, to] : [to, from];
  return group?.type === 'user_group' && member?.type === 'user' ? group.object_id : undefined;
}

/** The type of a group's event is not described: only what is certainly another kind of group is left out. */
function findResource({ resource }: Event, subject: Subject): unknown {
  const others = ['system_group', 'policy_group'];
  return subject === 'groups' && others.includes(resource?.type ?? '') ? undefined : resource?.id;
}

function toLowerCase(text: string): string {
  return text.toLowerCase();
}
