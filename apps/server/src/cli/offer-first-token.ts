import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Host } from '../open-host.js';
import { createToken } from '../tokens/create-token.js';
import type { Terminal } from './terminal.js';

/** A token for the first client, where nobody has made one yet. */
export type FirstToken =
  | { readonly client: string; readonly text: string }
  /** Nobody sees stdout: it stands in a file for this user alone. */
  | { readonly client: string; readonly file: string };

/** Only where no configuration file is: whoever wrote one decides about tokens. */
export async function offerFirstToken(host: Host, { interactive }: Terminal): Promise<FirstToken | undefined> {
  const { configuration, clients, parts } = host;
  const [first] = clients;
  if (configuration.file !== undefined || !first) return undefined;
  const client = first.name;
  if ((await parts.tokens.list(client)).length > 0) return undefined;
  const scopes = ['read', 'write'] as const;
  const { text } = await createToken(parts.tokens, { client, name: 'first start', scopes, now: Date.now() });
  if (interactive) return { client, text };
  const file = join(configuration.dataFolder, 'first-token.txt');
  // Not over an old one: a file keeps the mode that it was made with.
  rmSync(file, { force: true });
  writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
  return { client, file };
}
