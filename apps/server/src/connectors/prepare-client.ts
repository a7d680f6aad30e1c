import type { ConnectorModule } from '@linkspan/core';
import { closestName } from '../config/closest-name.js';
import type { ClientSection } from '../config/configuration-schema.js';
import { type LocatedProblem, locate } from '../config/find-shape-problems.js';
import type { SecretSource } from '../config/resolve-secret.js';
import type { Client } from './client.js';
import { prepareAuthentication } from './prepare-authentication.js';

export interface PreparedClient {
  readonly client: Client;
  readonly problems: readonly LocatedProblem[];
}

export function prepareClient(
  name: string,
  section: ClientSection,
  module: ConnectorModule | undefined,
  source: SecretSource,
): PreparedClient {
  const inbound = module?.inbound ?? [];
  const known = inbound.map((quirk) => quirk.name);
  const unknown = Object.keys(section.quirks).filter((quirk) => !known.includes(quirk));
  const { authentication, problems: faults } = prepareAuthentication(name, section, source);
  const problems = [
    ...unknown.map((quirk) => locate(['clients', name, 'quirks', quirk], describeUnknownQuirk(quirk, known))),
    ...faults,
  ];
  const client: Client = {
    name,
    directory: section.directory,
    ...(module && { module }),
    quirks: inbound.map((quirk) => ({ ...quirk, enabled: section.quirks[quirk.name] ?? quirk.enabled ?? true })),
    ...(section.me !== undefined && { me: section.me }),
    strict: section.strict,
    ...authentication,
  };
  return { client, problems };
}

function describeUnknownQuirk(quirk: string, known: readonly string[]) {
  const near = closestName(quirk, known);
  const choice = known.length === 0 ? 'Its connector has none; remove it.' : `Known: ${known.join(', ')}.`;
  return { message: 'is unknown', remedy: near === undefined ? choice : `Did you mean ${near}?` };
}
