import { createHash, createHmac, createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@linkspan/core';
import { canonicalJson } from './canonical-json.js';
import { readInstallationKey } from './read-installation-key.js';
import { sealText, unsealText } from './seal-text.js';

/** What keyed hashes are made with, so that a copy of the database alone tells nothing about secrets. */
export interface InstallationKey {
  /** HMAC-SHA-256 of a value, hexadecimal; the same for the same content in any order. */
  hash(value: Json): string;
  /** Encrypted and protected from change (AES-256-GCM), by a key of this purpose's own. */
  seal(text: string, purpose: string): string;
  /** Undefined: it was sealed with another key or for another purpose, or was changed. */
  unseal(sealed: string, purpose: string): string | undefined;
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
  const keyFor = (purpose: string) => createSecretKey(Buffer.from(hkdfSync('sha256', key, '', purpose, 32)));
  return {
    hash: (value) => createHmac('sha256', key).update(canonicalJson(value)).digest('hex'),
    seal: (text, purpose) => sealText(text, keyFor(purpose)),
    unseal: (sealed, purpose) => unsealText(sealed, keyFor(purpose)),
  };
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
