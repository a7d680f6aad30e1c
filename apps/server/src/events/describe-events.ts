import { isJsonObject, type JournalLine, type JsonObject, type ResourceType } from '@linkspan/core';
import { describePatch } from './describe-patch.js';
import type { EventReceiver } from './event-receiver.js';
import type { EventType } from './event-type.js';
import { eventUri, isQualified } from './event-uri.js';

/** The resource as an answer shows it now; undefined where it is gone, or too large for an event. */
export type ReadPresent = () => Promise<JsonObject | undefined>;

/** Members of the SET claim `events`, by URI (RFC 9967 §2.4). */
export async function describeEvents(
  line: JournalLine,
  resourceType: ResourceType,
  { types, include }: { readonly types: readonly EventType[]; readonly include: EventReceiver['include'] },
  readPresent: ReadPresent,
): Promise<JsonObject> {
  const events: Record<string, JsonObject> = {};
  for (const type of types) {
    const content =
      isQualified(type) && include === 'full' ? await describeFully(line, resourceType, readPresent) : undefined;
    if (content) events[eventUri(type, 'full')] = content;
    else if (isQualified(type))
      events[eventUri(type, 'notice')] = { attributes: await listAttributes(line, readPresent) };
    else events[eventUri(type, include)] = {};
  }
  return events;
}

/** Undefined: what is known is not all of it, and a notice says where to look. */
async function describeFully(
  { action, resourceId, changes }: JournalLine,
  resourceType: ResourceType,
  readPresent: ReadPresent,
): Promise<JsonObject | undefined> {
  if (action === 'patch') {
    const data = isJsonObject(changes) ? describePatch(resourceType, resourceId, changes) : undefined;
    return data && { data };
  }
  const data = await readPresent();
  if (data === undefined) return undefined;
  const version = isJsonObject(data['meta']) ? data['meta']['version'] : undefined;
  return { data, ...(version !== undefined && { version }) };
}

const bookkeeping = new Set(['schemas', 'meta']);

async function listAttributes({ action, changes }: JournalLine, readPresent: ReadPresent): Promise<readonly string[]> {
  if (action === 'restore') {
    const names = Object.keys((await readPresent()) ?? { id: '' });
    return names.filter((name) => !bookkeeping.has(name));
  }
  const names = isJsonObject(changes) ? Object.keys(changes) : [];
  return action === 'create' ? ['id', ...names] : names;
}
