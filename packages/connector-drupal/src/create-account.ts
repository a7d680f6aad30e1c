import { randomUUID } from 'node:crypto';
import { ConnectorError } from '@linkspan/core';
import type { Api, ApiCall } from './api.js';
import type { Attributes } from './user-body.js';

/** Sends a new account until it is certain whether it is there; gives its uuid. */
export async function createAccount(
  api: Api,
  attributes: Attributes,
  roleIds: readonly string[],
  inLanguage: (attributes: Attributes, write: (attributes: Attributes) => Promise<void>) => Promise<void>,
  signal: AbortSignal,
): Promise<string> {
  const id = randomUUID();
  const roles = { data: roleIds.map((role) => ({ type: 'user_role--user_role', id: role })) };
  await inLanguage(attributes, (some) => {
    // Without a word about it an account is made blocked (D5).
    const data = { type: 'user--user', id, attributes: { ...some, status: true }, relationships: { roles } };
    return send(
      api,
      { method: 'POST', path: '/jsonapi/user/user', json: { data }, to: 'create an account' },
      id,
      signal,
    );
  });
  return id;
}

/**
 * The uuid is ours, so that a create whose answer was lost can be sent again: it makes no second account. Where the first had arrived Drupal
 * refuses the second, and with the name before the uuid: 422 "already taken", not the 409 of D19. Whether it is ours the uuid tells.
 */
async function send(api: Api, call: ApiCall, id: string, signal: AbortSignal): Promise<void> {
  try {
    await api.call(call, signal);
  } catch (lost) {
    if (!ConnectorError.is(lost) || !lost.outcomeUnknown || signal.aborted) throw lost;
    try {
      await api.call(call, signal);
    } catch (refused) {
      if (!(await isThere(api, id, signal).catch(() => undefined))) throw doubtful(refused, lost);
    }
  }
}

async function isThere(api: Api, id: string, signal: AbortSignal): Promise<boolean> {
  const call = { method: 'GET', path: `/jsonapi/user/user/${id}`, to: 'read an account' } as const;
  return (await api.ask(call, signal)).status === 200;
}

/** Refused for good, and not there: the refusal says why. Anything else leaves the first attempt open. */
function doubtful(refused: unknown, lost: ConnectorError): unknown {
  const isClear = ConnectorError.is(refused) && ['conflict', 'invalid', 'unsupported'].includes(refused.kind);
  return isClear ? refused : lost;
}
