import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { SecretReference } from './secret-reference.js';

/** Where references lead: the environment and the configuration's folder. */
export interface SecretSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
}

/** A secret that is not there: `message` and `remedy` read as in a `Problem`. */
export interface MissingSecret {
  readonly message: string;
  readonly remedy: string;
}

export type ResolvedSecret = { readonly value: string } | { readonly missing: MissingSecret };

/** Reads one secret. An empty one counts as missing. */
export function resolveSecret(reference: SecretReference, source: SecretSource): ResolvedSecret {
  if ('env' in reference) {
    const value = source.environment[reference.env];
    if (value) return { value };
    const message = `needs the environment variable ${reference.env}, which is ${value === '' ? 'empty' : 'not set'}`;
    return { missing: { message, remedy: `Set ${reference.env} for the process that runs linkspan.` } };
  }
  const file = resolve(source.folder, reference.file);
  try {
    const value = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
    if (value) return { value };
    return { missing: { message: `needs the file ${file}, which is empty`, remedy: 'Write the secret into it.' } };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const message = `needs the file ${file}, which cannot be read (${reason})`;
    return { missing: { message, remedy: 'Create it, readable by the user that runs linkspan.' } };
  }
}
