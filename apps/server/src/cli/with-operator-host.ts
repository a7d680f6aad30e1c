import type { OperatorHost } from './operator-host.js';
import type { Terminal } from './terminal.js';
import { withHost } from './with-host.js';

/** Applications and database open for one command, closed after it. */
export function withOperatorHost<Result>(
  terminal: Terminal,
  work: (host: OperatorHost) => Promise<Result>,
): Promise<Result> {
  return withHost(terminal, ({ configuration, parts }) =>
    work({
      applications: parts.applications.map(({ name }) => name),
      directories: configuration.directories,
      types: configuration.types,
      store: parts.store,
      orchestrator: parts.orchestrator,
      neighboursOf(application) {
        const directory = parts.applications.find(({ name }) => name === application)?.directory;
        return parts.applications
          .filter((one) => one.directory === directory && one.name !== application)
          .map(({ name }) => name);
      },
      operationsOf: (application) =>
        parts.applications.find(({ name }) => name === application)?.policy.manual ?? false,
    }),
  );
}
