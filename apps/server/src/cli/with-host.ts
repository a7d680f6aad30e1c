import { createLog } from '../create-log.js';
import { type Host, openHost } from '../open-host.js';
import type { Terminal } from './terminal.js';

/** Everything open for one command, closed after it. Only warnings are logged. */
export async function withHost<Result>(
  { environment, folder }: Terminal,
  work: (host: Host) => Promise<Result>,
): Promise<Result> {
  const host = await openHost({ environment, folder, log: createLog('warn') });
  try {
    return await work(host);
  } finally {
    await host.close();
  }
}
