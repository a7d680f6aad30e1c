import { type Installation, openInstallation } from '../open-installation.js';
import type { Terminal } from './terminal.js';

/** Configuration and database open for one command, closed after it. */
export async function withInstallation<Result>(
  { environment, folder }: Terminal,
  work: (installation: Installation) => Promise<Result>,
): Promise<Result> {
  const installation = await openInstallation({ environment, folder });
  try {
    return await work(installation);
  } finally {
    await installation.database.close();
  }
}
