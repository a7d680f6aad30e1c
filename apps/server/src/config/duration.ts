import { z } from 'zod';
import { durationPattern, parseDuration } from './parse-duration.js';

const remedy = 'Write a duration such as 0m, 30m, 12h or 7d.';

/** Milliseconds, written as `30m`, `12h`, `7d`. */
export const duration = z
  .string({ error: remedy })
  .regex(durationPattern, { error: remedy })
  .transform((text) => parseDuration(text) ?? 0);
