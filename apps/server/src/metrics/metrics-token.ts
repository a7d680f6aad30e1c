import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';

/** Whether whoever asks may read the metrics. */
export interface MetricsToken {
  accepts(authorization: string | undefined): boolean;
}

const name = 'metrics.token';
const shortest = 16;

/**
 * `LINKSPAN_METRICS_TOKEN`, else the file `metrics.token` beside the data, which is made (0600) where it is not there yet. Metrics name
 * applications and clients, and behind a proxy on the same machine every caller looks like a local one: so there is always a token.
 * Where it cannot be had nobody reads them, with a warning that says what to do; identity providers are served all the same.
 */
export function openMetricsToken(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
  log: Pick<Logger, 'warn'>,
): MetricsToken {
  const file = join(dataFolder, name);
  try {
    const given = environment.LINKSPAN_METRICS_TOKEN;
    const text = given || (readToken(file) ?? makeToken(file));
    if (text.length < shortest) {
      const place = given ? 'LINKSPAN_METRICS_TOKEN' : file;
      throw new Error(`${place} is shorter than ${shortest} characters. Make one with "openssl rand -hex 32".`);
    }
    const expected = digest(`Bearer ${text}`);
    return { accepts: (authorization = '') => timingSafeEqual(digest(authorization), expected) };
  } catch (error) {
    log.warn({ err: error, remedy: 'set LINKSPAN_METRICS_TOKEN' }, 'nobody can read the metrics: there is no token');
    return { accepts: () => false };
  }
}

function readToken(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function makeToken(file: string): string {
  const text = randomBytes(32).toString('hex');
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return text;
  } catch (error) {
    // Of two processes that start together, one makes it and both read the same.
    const other = readToken(file);
    if (other !== undefined) return other;
    throw error;
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
