import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../config/configuration.js';

/** The new configuration, but with what a running server cannot change, and the keys of that. */
export function keepUntilRestart(
  before: Configuration,
  after: Configuration,
): { readonly configuration: Configuration; readonly keys: readonly string[] } {
  const { listen, tls } = before.server;
  // Another certificate is used within a minute; a listener that spoke HTTP does not begin to speak HTTPS.
  const samePort = (tls === undefined) === (after.server.tls === undefined);
  const { tls: renewed, ...server } = after.server;
  const kept = samePort ? renewed : tls;
  const keys = [
    ...(isDeepStrictEqual(listen, after.server.listen) ? [] : ['server.listen']),
    ...(samePort ? [] : ['server.tls']),
    ...(isDeepStrictEqual(before.database, after.database) && before.dataFolder === after.dataFolder
      ? []
      : ['database']),
  ];
  const { database, dataFolder } = before;
  return {
    configuration: { ...after, database, dataFolder, server: { ...server, listen, ...(kept && { tls: kept }) } },
    keys,
  };
}
