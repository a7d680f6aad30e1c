import { closestName } from './closest-name.js';
import type { ApplicationSection, ClientSection, EventSection } from './configuration-schema.js';
import { findClientConflicts } from './find-client-conflicts.js';
import { type LocatedProblem, locate } from './find-shape-problems.js';
import { findSharedClientIds } from './find-shared-client-ids.js';

export interface ConfigurationSections {
  readonly directories: readonly string[];
  readonly clients: Readonly<Record<string, ClientSection>>;
  readonly applications: Readonly<Record<string, ApplicationSection>>;
  readonly events: Readonly<Record<string, EventSection>>;
}

/** What is wrong between keys that are each well-formed. */
export function findConflicts({ directories, clients, applications, events }: ConfigurationSections): LocatedProblem[] {
  return [
    ...Object.entries(clients).flatMap(([name, client]) =>
      findUnknownDirectory(['clients', name], client, directories),
    ),
    ...Object.entries(applications).flatMap(([name, application]) =>
      findUnknownDirectory(['applications', name], application, directories),
    ),
    ...findSharedClientIds(clients),
    ...Object.entries(events).flatMap(([name, receiver]) =>
      findUnknownDirectory(['events', name], receiver, directories),
    ),
    ...findClientConflicts(clients, applications),
  ];
}

function findUnknownDirectory(
  at: readonly string[],
  { directory }: { readonly directory: string },
  directories: readonly string[],
): LocatedProblem[] {
  if (directories.includes(directory)) return [];
  const near = closestName(directory, directories);
  const remedy =
    near === undefined ? `Add it under directories, or choose: ${directories.join(', ')}.` : `Did you mean ${near}?`;
  return [
    locate([...at, 'directory'], { message: `names the directory "${directory}", which does not exist`, remedy }),
  ];
}
