import { describeTrashed } from './describe-trashed.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { nameOf } from './name-of.js';
import type { StoreHost } from './operator-host.js';
import type { Terminal } from './terminal.js';

export interface ListTrashOptions {
  readonly json?: boolean;
  readonly type?: string;
  readonly limit: number;
}

/** `linkspan restore --list`: what can be brought back, what was deleted last first. */
export async function listTrash(
  { print, colors, command }: Terminal,
  { directories, store }: StoreHost,
  { json = false, type, limit }: ListTrashOptions,
): Promise<ExitCode> {
  const query = { limit, ...(type !== undefined && { type }) };
  const pages = await Promise.all(
    directories.map(async (directory) => {
      const page = await store.resources.listTrash({ directory, client: '' }, query);
      return page.map((trashed) => ({ directory, trashed }));
    }),
  );
  const found = pages.flat();
  if (json) {
    const shown = found.map(({ directory, trashed: { record, deletedAt, deletedBy } }) => {
      const { type: of, id } = record;
      return { directory, type: of, id, name: nameOf(record), deletedAt, deletedBy };
    });
    print(JSON.stringify({ trash: shown }, null, 2));
    return exitCode.ok;
  }
  for (const { trashed } of found) print(describeTrashed(trashed, colors));
  print(
    found.length === 0
      ? 'The trash is empty.'
      : `To bring one back, with its groups and accounts: ${command} restore <userName|id>`,
  );
  return exitCode.ok;
}
