import { createHash, createHmac, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json } from '@linkspan/core';
import { canonicalJson } from './canonical-json.js';

const shortestKey = 32;

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
  const text = environment.LINKSPAN_KEY || readKeyFile(join(dataFolder, 'linkspan.key'));
  if (text.length < shortestKey) {
    throw new Error(`LINKSPAN_KEY is shorter than ${shortestKey} characters. Make one with "openssl rand -hex 32".`);
  }
  const key = createHash('sha256').update(text).digest();
  return { hash: (value) => createHmac('sha256', key).update(canonicalJson(value)).digest('hex') };
}

function readKeyFile(file: string): string {
  try {
    // Made only if it is not there: of two processes that start together, one makes it and both read the same.
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`the key file cannot be made (${reason}). Set LINKSPAN_KEY, or make the folder writable.`, {
        cause: error,
      });
    }
  }
  return readFileSync(file, 'utf8').trim();
}
