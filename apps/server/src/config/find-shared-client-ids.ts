import type { ClientSection } from './configuration-schema.js';
import { type LocatedProblem, locate } from './find-shape-problems.js';

/** OAuth client ids that two clients have: at the token endpoint nothing else tells whose request it is. */
export function findSharedClientIds(clients: Readonly<Record<string, ClientSection>>): LocatedProblem[] {
  const owners = new Map<string, string>();
  return Object.entries(clients).flatMap(([name, { oauth }]) => {
    if (!oauth) return [];
    const owner = owners.get(oauth.clientId);
    owners.set(oauth.clientId, owner ?? name);
    if (owner === undefined) return [];
    const message = `is the id of the client "${owner}" already`;
    return [locate(['clients', name, 'oauth', 'clientId'], { message, remedy: 'Give each an id of its own.' })];
  });
}
