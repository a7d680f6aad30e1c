import { readReceivers } from '../events/read-receivers.js';
import { createEventStore } from '../store/index.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { showReceiver } from './show-receiver.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withInstallation } from './with-installation.js';

/** `linkspan events`: how far each receiver is. */
export function events(terminal: Terminal, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  return withInstallation(terminal, async ({ configuration, database }) => {
    const receivers = await readReceivers(configuration, database);
    if (json) terminal.print(JSON.stringify({ receivers }, null, 2));
    else if (receivers.length === 0) terminal.print('Nobody is told. Name receivers under `events` in linkspan.yaml.');
    else for (const receiver of receivers) showReceiver(terminal, receiver);
    return exitCode.ok;
  });
}

/** `linkspan events retry <receiver>`: a running server takes it up within seconds. */
export function retryEvents(
  terminal: Terminal,
  name: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  return withInstallation(terminal, async ({ configuration, database }) => {
    requireName('receiver', name, Object.keys(configuration.events));
    const again = await createEventStore(database).resume(name);
    if (json) terminal.print(JSON.stringify({ receiver: name, sentAgain: again ?? 0 }));
    else if (again === undefined) terminal.print(`${name} has not begun yet: it does with the next start of a server.`);
    else
      terminal.print(
        `${name} is tried again${again === 0 ? '' : `, with ${again} that were refused`}. A running server does it within seconds.`,
      );
    return exitCode.ok;
  });
}
