import type { TouchedResource } from '../store/link-store.js';
import type { Origin } from '../store/origin.js';
import type { ResourceRecord } from '../store/resource.js';
import { effectiveGroups } from './effective-groups.js';
import { judgeScope } from './judge-scope.js';
import type { Runtime } from './runtime.js';
import { touch, touched } from './touch.js';

/** Somebody who has changed, with what it came from. */
export interface MarkedPerson {
  readonly resource: ResourceRecord;
  readonly origin?: Origin;
}

/** Touches people's links. Whoever is out of the application's scope by now is a leaver as well, and goes first. */
export async function touchPeople(runtime: Runtime, people: readonly MarkedPerson[]): Promise<void> {
  const { scope } = runtime.application.policy;
  if (scope === undefined || people.length === 0) return touch(runtime, people.map(touchedPerson));
  const { groupBindings: bindings, scopeFrozen } = await runtime.store.applications.get(runtime.name);
  const ids = people.map(({ resource }) => resource.id);
  const groups =
    scope.groups.length === 0 ? undefined : await effectiveGroups(runtime.store.resources, runtime.scope, ids);
  const touchedPeople = people.map((person): TouchedResource => {
    const { resource } = person;
    const all = groups?.get(resource.id) ?? [];
    const counted = scope.nested ? all : all.filter(({ type }) => type === 'direct');
    const frozen = scopeFrozen === undefined ? {} : { frozen: scopeFrozen.reason };
    const verdict = judgeScope({ scope, resource, groups: counted, bindings, ...frozen });
    return verdict.kind === 'out'
      ? { leftAt: runtime.now(), ...touchedPerson(person), leaver: true }
      : touchedPerson(person);
  });
  return touch(runtime, touchedPeople);
}

function touchedPerson({ resource, origin }: MarkedPerson): TouchedResource {
  return touched(resource, origin);
}
