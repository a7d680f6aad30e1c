import type { Configuration } from '../config/configuration.js';
import { publicUrlOf } from '../http/server-urls.js';
import { findRunningServer } from './find-running-server.js';

/** What identity providers reach the server by, as far as a command can know: as configured, else where it runs, else where it would listen. */
export function findPublicUrl({ server, dataFolder }: Configuration): string {
  return server.publicUrl ?? findRunningServer(dataFolder)?.url ?? publicUrlOf(server);
}
