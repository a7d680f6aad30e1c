import type { Link } from '../store/link.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';

/** Whose word a person is. Who deleted a person is in the journal: the resource is gone. */
export async function ownerOf(
  { store }: Pick<Runtime, 'store'>,
  { resourceId }: Link,
  { resource }: View,
): Promise<string | undefined> {
  if (resource !== undefined) return resource.owner;
  const [line] = await store.journal.list({ resourceId, action: 'delete', limit: 1 });
  return line?.actor.startsWith('client:') ? line.actor.slice('client:'.length) : undefined;
}
