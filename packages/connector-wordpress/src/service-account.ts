import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

const meSchema = z.object({
  id: z.number(),
  username: z.string(),
  roles: z.array(z.string()).catch([]),
  capabilities: z.record(z.string(), z.unknown()).catch({}),
});

export type ServiceAccount = z.output<typeof meSchema>;

/** Whom we are signed in as. `auth` where we are not: WordPress itself treats wrong credentials as a visitor's (W1, W2). */
export async function readServiceAccount(api: Api, signal: AbortSignal): Promise<ServiceAccount> {
  const to = 'sign in';
  const query = { _fields: Object.keys(meSchema.shape).join(',') };
  return parseAnswer(meSchema, await api.call({ method: 'GET', route: '/wp/v2/users/me', query, to }, signal), to);
}
