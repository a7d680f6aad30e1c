import { z } from 'zod';

const remedy = 'Write { env: NAME } or { file: path }, so that the secret stays out of this file.';

/** Where a secret stands: in an environment variable, or in a file (relative to the configuration's folder). */
export const secretReference = z
  .union(
    [
      z.strictObject({ env: z.string().min(1).meta({ description: 'The environment variable that holds it.' }) }),
      z.strictObject({
        file: z.string().min(1).meta({ description: 'The file that holds it; a last line break is cut.' }),
      }),
    ],
    { error: remedy },
  )
  .meta({ description: 'A secret: { env: NAME } or { file: path }.' });

export type SecretReference = z.output<typeof secretReference>;

export function isSecretReference(value: unknown): value is SecretReference {
  return secretReference.safeParse(value).success;
}
