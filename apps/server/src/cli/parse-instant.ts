import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../config/parse-duration.js';

const date = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/** A time from the command line, as ISO 8601 in UTC: `2026-01-31`, `2026-01-31T08:00Z`, or so long ago: `24h`. */
export function parseInstant(text: string): string {
  const ago = parseDuration(text);
  if (ago !== undefined) return new Date(Date.now() - ago).toISOString();
  const at = date.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return new Date(at).toISOString();
  throw new InvalidArgumentError('Write a time such as 2026-01-31 or 2026-01-31T08:00Z, or how long ago: 24h, 7d.');
}
