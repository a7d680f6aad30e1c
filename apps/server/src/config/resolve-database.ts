import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseTarget } from '../store/index.js';
import type { ConfigurationSource } from './configuration.js';
import type { ConfigurationFile } from './configuration-schema.js';
import { holdsPassword } from './holds-password.js';
import type { Problem } from './problem.js';
import { resolveSecret } from './resolve-secret.js';

export interface ResolvedDatabase {
  readonly database: DatabaseTarget;
  readonly dataFolder: string;
}

type Outcome = ResolvedDatabase | { readonly problem: Omit<Problem, 'path'> };

const urlRemedy = 'It must look like postgres://user:password@host:5432/database.';

/** `LINKSPAN_DATA` moves the SQLite file into another folder, and keeps its name. */
export function resolveDatabase(
  setting: ConfigurationFile['database'],
  { environment, folder }: ConfigurationSource,
): Outcome {
  const override = environment.LINKSPAN_DATA ? resolve(environment.LINKSPAN_DATA) : undefined;
  if (typeof setting !== 'string') {
    const secret = resolveSecret(setting, { environment, folder });
    if ('missing' in secret) return { problem: secret.missing };
    if (isPostgresUrl(secret.value)) return usePostgres(secret.value, override ?? join(folder, 'data'));
    return { problem: { message: 'refers to something that is no postgres:// URL', remedy: urlRemedy } };
  }
  if (isPostgresUrl(setting)) {
    if (!holdsPassword(setting)) return usePostgres(setting, override ?? join(folder, 'data'));
    return { problem: { message: 'holds a password', remedy: 'Write { env: DATABASE_URL }, and put the URL there.' } };
  }
  const file = override ? join(override, basename(setting)) : resolve(folder, setting);
  return { database: { kind: 'sqlite', file }, dataFolder: dirname(file) };
}

function isPostgresUrl(text: string): boolean {
  return /^postgres(ql)?:\/\//.test(text);
}

function usePostgres(url: string, dataFolder: string): ResolvedDatabase {
  return { database: { kind: 'postgres', url }, dataFolder };
}
