import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether whoever asks may read the metrics. */
export interface MetricsToken {
  accepts(authorization: string | undefined): boolean;
}

const name = 'metrics.token';
const shortest = 16;

/**
 * `LINKSPAN_METRICS_TOKEN`, else the file `metrics.token` beside the data, which is made (0600) where it is not there yet. Metrics name
 * applications and clients, and behind a proxy on the same machine every caller looks like a local one: so there is always a token.
 * @throws with what to do, where the token is too short or the file cannot be had.
 */
export function openMetricsToken(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): MetricsToken {
  const given = environment.LINKSPAN_METRICS_TOKEN || undefined;
  const file = join(dataFolder, name);
  const text = given ?? readFile(file) ?? makeFile(file);
  if (text.length < shortest) {
    const place = given === undefined ? file : 'LINKSPAN_METRICS_TOKEN';
    throw new Error(`${place} is shorter than ${shortest} characters. Make one with "openssl rand -hex 32".`);
  }
  const expected = digest(`Bearer ${text}`);
  return { accepts: (authorization = '') => timingSafeEqual(digest(authorization), expected) };
}

function readFile(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable';
    if (code === 'ENOENT') return undefined;
    throw new Error(
      `${file} cannot be read (${code}). Make it readable by the user that runs linkspan, or set LINKSPAN_METRICS_TOKEN.`,
      { cause: error },
    );
  }
}

function makeFile(file: string): string {
  const text = randomBytes(32).toString('hex');
  try {
    writeFileSync(file, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return text;
  } catch (error) {
    // Of two processes that start together, one makes it and both read the same.
    const other = readFile(file);
    if (other !== undefined) return other;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `the file ${file} cannot be made (${reason}). Set LINKSPAN_METRICS_TOKEN, or make the folder writable.`,
      { cause: error },
    );
  }
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
