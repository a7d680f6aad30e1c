import { ConnectorError, type Json } from '@linkspan/core';
import type { z } from 'zod';

/** An answer as what it ought to be; `unavailable` where something on the site has bent it out of shape. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, json: Json, to: string): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ConnectorError(
    'unavailable',
    `wordpress: could not ${to}, the answer has an unexpected form${at === '' ? '' : ` at ${at}`}. ` +
      'Look for a plugin that changes what the REST API answers for users.',
  );
}
