import { ConnectorError } from '@linkspan/core';
import type { z } from 'zod';

/** An answer as what it ought to be; `unavailable` where something on the site has bent it out of shape. */
export function parseAnswer<Schema extends z.ZodType>(schema: Schema, json: unknown, to: string): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ConnectorError(
    'unavailable',
    `drupal: could not ${to}, the answer has an unexpected form${at === '' ? '' : ` at ${at}`}. ` +
      'Look for a module that changes what JSON:API answers for users, such as JSON:API Extras.',
  );
}
