import { resolve } from 'node:path';
import type { ConfigurationSource } from './configuration.js';

/** Where the configuration stands, or would stand: `LINKSPAN_CONFIG`, else `linkspan.yaml` in the working folder. Absolute. */
export function configurationFile({ environment, folder }: ConfigurationSource): string {
  return resolve(folder, environment.LINKSPAN_CONFIG || 'linkspan.yaml');
}
