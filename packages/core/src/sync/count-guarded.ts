import type { Runtime } from './runtime.js';

/** Of how many people a guard's percentage is: those linked to the application, or all in the directory for a client. */
export async function countGuarded(
  { name, store, scope: directory }: Pick<Runtime, 'name' | 'store' | 'scope'>,
  scope: string,
): Promise<number> {
  if (scope.startsWith('client:'))
    return (await store.resources.query(directory, { type: 'User', startIndex: 1, count: 0 })).total;
  const { linked = 0, parked = 0, held = 0, tombstone = 0 } = await store.links.countByState(name, 'User');
  return linked + parked + held + tombstone;
}
