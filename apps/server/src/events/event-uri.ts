import type { EventReceiver } from './event-receiver.js';
import { type EventType, eventTypes } from './event-type.js';

const prefix = 'urn:ietf:params:scim:event:prov';
/** RFC 9967 §2.4.1 to §2.4.3: these come with attributes or data, and say which. */
const qualified: ReadonlySet<EventType> = new Set(['create', 'put', 'patch']);

export function isQualified(type: EventType): boolean {
  return qualified.has(type);
}

export function eventUri(type: EventType, include: 'notice' | 'full'): string {
  return qualified.has(type) ? `${prefix}:${type}:${include}` : `${prefix}:${type}`;
}

/** All that these receivers may be sent: who asks for `full` gets a notice where the values are too many. */
export function listEventUris(receivers: readonly EventReceiver[]): readonly string[] {
  const uris = receivers.flatMap(({ types, include }) =>
    types.flatMap((type) => [eventUri(type, 'notice'), eventUri(type, include)]),
  );
  return eventTypes.flatMap((type) =>
    [...new Set([eventUri(type, 'notice'), eventUri(type, 'full')])].filter((uri) => uris.includes(uri)),
  );
}
