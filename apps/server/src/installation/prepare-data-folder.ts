import { mkdirSync } from 'node:fs';

/** Makes the folder for database and key, for this user alone. One that is there stays as it is: it may hold more than ours. */
export function prepareDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the data folder ${folder} cannot be made (${reason}). Set LINKSPAN_DATA to one that can.`, {
      cause,
    });
  }
}
