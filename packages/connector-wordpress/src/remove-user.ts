import { ConnectorError, type Json } from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { parseAnswer } from './parse-answer.js';

const removedSchema = z.object({ deleted: z.literal(true) });

/** Deletes an account for good and hands what it wrote to another; `destructive` looks first whether it may. Gone already is done (W13). */
export async function removeUser(
  api: Api,
  id: string,
  reassignTo: string | undefined,
  destructive: (step: () => Promise<Json>) => Promise<Json>,
  signal: AbortSignal,
): Promise<void> {
  if (reassignTo === undefined || !/^[1-9]\d*$/.test(reassignTo)) {
    throw new ConnectorError(
      'invalid',
      'wordpress: deleting an account would put its posts into the trash. ' +
        'Set leaving.reassignTo to the id of the account that shall own them.',
      { field: 'reassignTo' },
    );
  }
  const route = `/wp/v2/users/${encodeURIComponent(id)}`;
  const call = { method: 'DELETE', route, query: { reassign: reassignTo }, to: 'delete an account' } as const;
  try {
    parseAnswer(removedSchema, await destructive(() => api.call(call, signal)), call.to);
  } catch (error) {
    if (!ConnectorError.is(error) || error.kind !== 'not-found') throw error;
  }
}
