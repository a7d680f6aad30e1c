import { InvalidArgumentError } from 'commander';
import { parseDuration } from '../config/parse-duration.js';

/** A duration from the command line, in milliseconds. */
export function parseTime(text: string): number {
  const milliseconds = parseDuration(text);
  if (milliseconds !== undefined) return milliseconds;
  throw new InvalidArgumentError('Write a duration such as 30m, 12h or 90d.');
}
