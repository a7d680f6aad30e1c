import { z } from 'zod';
import { configurationSchema } from './configuration-schema.js';

/** The shape of `linkspan.yaml` for editors, and for naming the keys that a place allows. */
export function configurationJsonSchema(): z.core.JSONSchema.JSONSchema {
  return z.toJSONSchema(configurationSchema, { io: 'input', reused: 'inline' });
}
