import { findLink } from '../find-link.js';
import { findObstacle } from '../find-obstacle.js';
import type { Orchestrator } from '../orchestrator.js';
import type { Runtime } from '../runtime.js';
import { pullChanges } from './pull-changes.js';

/** Asks for changes by an operator's word. */
export async function pullNow(
  runtime: Runtime,
  signal: AbortSignal,
  { people }: Parameters<Orchestrator['pull']>[1] = {},
): ReturnType<Orchestrator['pull']> {
  if (runtime.back === undefined) return { refused: `nothing comes back from ${runtime.name}: it has no twoWay` };
  const obstacle = await findObstacle(runtime);
  if (obstacle !== undefined) return { refused: obstacle };
  if (people !== undefined) return lookAt(runtime, people);
  for (const one of [runtime, ...(runtime.groups ? [runtime.groups] : [])])
    await pullChanges(one, { signal, list: true });
  return {};
}

async function lookAt(runtime: Runtime, people: readonly string[]): Promise<{ readonly unknown?: readonly string[] }> {
  const { name, store } = runtime;
  const at = runtime.now();
  const unknown: string[] = [];
  for (const person of people) {
    const link = await findLink(runtime, person);
    if (link?.accountId === undefined) unknown.push(person);
    else
      await store.links.look({ application: name, type: link.type }, [{ accountId: link.accountId, look: { at } }], at);
  }
  return unknown.length > 0 ? { unknown } : {};
}
