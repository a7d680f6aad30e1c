import { ConnectorError, type Json } from '@linkspan/core';
import type { z } from 'zod';

/** An answer as what it ought to be; `unavailable` where it is something else. */
export function parseAnswer<Schema extends z.ZodType>(
  schema: Schema,
  json: Json | undefined,
  to: string,
): z.output<Schema> {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const at = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ConnectorError(
    'unavailable',
    `jumpcloud: could not ${to}, the answer has an unexpected form${at === '' ? '' : ` at ${at}`}. ` +
      'Look for a proxy that answers in its place, and whether JumpCloud reports trouble (status.jumpcloud.com).',
  );
}
