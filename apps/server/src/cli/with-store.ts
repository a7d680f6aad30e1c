import { createSqlStore } from '../store/index.js';
import type { StoreHost } from './operator-host.js';
import type { Terminal } from './terminal.js';
import { withInstallation } from './with-installation.js';

/** The database open for one command, closed after it. */
export function withStore<Result>(terminal: Terminal, work: (host: StoreHost) => Promise<Result>): Promise<Result> {
  return withInstallation(terminal, ({ configuration, database }) =>
    work({
      applications: Object.keys(configuration.applications),
      directories: configuration.directories,
      types: configuration.types,
      store: createSqlStore(database),
    }),
  );
}
