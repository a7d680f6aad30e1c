import type { z } from 'zod';
import type { ConnectorModule } from './connector.js';

/** Types a connector's parts against its own configuration schema. The result is the package's default export. */
export function defineConnector<Config extends z.ZodType>(
  connector: Omit<ConnectorModule<Config>, 'apiVersion'>,
): ConnectorModule<Config> {
  return { apiVersion: 1, ...connector };
}
