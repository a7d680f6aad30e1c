import { ConnectorError } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';

const selfSchema = z.object({
  email: z.string().optional(),
  apiKeyHash: z.object({ expireAt: z.iso.datetime({ offset: true }).optional() }).optional(),
});

export interface OwnKey {
  /** The administrator's. */
  readonly email?: string;
  /** When it ends, milliseconds since 1970. */
  readonly ends?: number;
}

/**
 * What JumpCloud tells of our own key. That this can be read is inferred: the description names the address without a method, and an
 * administrator with `apiKeyHash.expireAt`. Empty where it does not work: nothing else depends on it.
 */
export async function readOwnKey(api: Api, signal: AbortSignal): Promise<OwnKey> {
  try {
    const { json } = await api.call({ method: 'GET', path: '/api/users/getSelf', to: 'show our own key' }, signal);
    const { email, apiKeyHash } = selfSchema.safeParse(json).data ?? {};
    const ends = Date.parse(apiKeyHash?.expireAt ?? '');
    return { ...(email !== undefined && { email }), ...(Number.isFinite(ends) && { ends }) };
  } catch (error) {
    if (ConnectorError.is(error)) return {};
    throw error;
  }
}
