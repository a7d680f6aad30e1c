import type { ConnectorModule } from '@linkspan/core';
import type { Configuration } from '../config/configuration.js';
import { importConnector } from '../connectors/import-connector.js';

/** The connector of one client, without asking for the secrets of applications; undefined where it has none. */
export async function importClientModule(
  { clients, folder }: Configuration,
  client: string,
): Promise<ConnectorModule | undefined> {
  const name = clients[client]?.connector;
  if (name === undefined) return undefined;
  const imported = await importConnector(name, folder);
  if ('module' in imported) return imported.module;
  throw new Error(`clients.${client}.connector ${imported.unusable.message}. ${imported.unusable.remedy}`);
}
