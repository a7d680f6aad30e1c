import { closestName } from './closest-name.js';
import type { ApplicationSection, ClientSection } from './configuration-schema.js';
import { type LocatedProblem, locate } from './find-shape-problems.js';

/** An application whose `client` is none that could be the same system. */
export function findClientConflicts(
  clients: Readonly<Record<string, ClientSection>>,
  applications: Readonly<Record<string, ApplicationSection>>,
): LocatedProblem[] {
  const owners = new Map<string, string>();
  return Object.entries(applications).flatMap(([name, { client, directory }]) => {
    if (client === undefined) return [];
    const at = ['applications', name, 'client'];
    const named = Object.hasOwn(clients, client) ? clients[client] : undefined;
    if (named === undefined) return [locate(at, describeUnknown(client, Object.keys(clients)))];
    if (named.directory !== directory) {
      const message = `names "${client}", which writes the directory "${named.directory}" and not "${directory}"`;
      return [locate(at, { message, remedy: 'Give both the same directory, or leave `client` out.' })];
    }
    const owner = owners.get(client);
    if (owner !== undefined) {
      const message = `names "${client}", which is the application "${owner}" already`;
      return [locate(at, { message, remedy: 'Leave it out of the one that is another system.' })];
    }
    owners.set(client, name);
    return [];
  });
}

function describeUnknown(client: string, known: readonly string[]) {
  const near = closestName(client, known);
  const others = known.length > 0 ? `, or choose: ${known.join(', ')}` : '';
  const remedy = near === undefined ? `Add it under clients${others}.` : `Did you mean ${near}?`;
  return { message: `names the client "${client}", which does not exist`, remedy };
}
