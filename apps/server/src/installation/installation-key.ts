import { createHash, createHmac, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@linkspan/core';
import { canonicalJson } from './canonical-json.js';
import { readInstallationKey } from './read-installation-key.js';

/** What keyed hashes are made with, so that a copy of the database alone tells nothing about secrets. */
export interface InstallationKey {
  /** HMAC-SHA-256 of a value, hexadecimal; the same for the same content in any order. */
  hash(value: Json): string;
}

/**
 * `LINKSPAN_KEY`, else the file `linkspan.key` beside the data, which is made (0600) where it is not there yet.
 * @throws with what to do, where the key is too short or the file cannot be had.
 */
export function openInstallationKey(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): InstallationKey {
  const found = readInstallationKey(dataFolder, environment) ?? makeKey(dataFolder, environment);
  if ('problem' in found) {
    const { path, message, remedy } = found.problem;
    throw new Error(`${path} ${message}. ${remedy}`);
  }
  const key = createHash('sha256').update(found.text).digest();
  return { hash: (value) => createHmac('sha256', key).update(canonicalJson(value)).digest('hex') };
}

function makeKey(...where: Parameters<typeof readInstallationKey>) {
  const [dataFolder] = where;
  const text = randomBytes(32).toString('hex');
  try {
    // Made only if it is not there: of two processes that start together, one makes it and both read the same.
    writeFileSync(join(dataFolder, 'linkspan.key'), `${text}\n`, { mode: 0o600, flag: 'wx' });
    return { text };
  } catch (error) {
    const other = readInstallationKey(...where);
    if (other) return other;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`the key file cannot be made (${reason}). Set LINKSPAN_KEY, or make the folder writable.`, {
      cause: error,
    });
  }
}
