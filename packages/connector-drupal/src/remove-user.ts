import { type Account, type ConnectorContext, ConnectorError, type Removal } from '@linkspan/core';
import type { Api } from './api.js';
import type { JsonApiConfig } from './config.js';
import { toConnectorError } from './errors.js';

/** What there is to do with one account. */
export interface Leaver {
  readonly id: string;
  /** The account as it is then; undefined: it is gone. */
  read(): Promise<{ readonly account: Account; readonly uid: number } | undefined>;
  block(): Promise<Account>;
}

/**
 * JSON:API's DELETE cancels an account by the method that the site is set to, which is told nowhere (D7): what it did is read back. Where a
 * site deletes although the configuration says that it blocks, no further account is cancelled: leavers are blocked.
 */
export function createRemover(
  api: Api,
  deletion: JsonApiConfig['deletion'],
  log: ConnectorContext['log'],
): (leaver: Leaver, signal: AbortSignal) => Promise<Removal> {
  const keeps = deletion === 'user_cancel_block' || deletion === 'user_cancel_block_unpublish';
  let distrusted = false;

  return async ({ id, read, block }, signal) => {
    const there = await read();
    if (there === undefined) return { kind: 'removed' };
    if (deletion === 'block' || distrusted) return { kind: 'deactivated', account: await block() };
    await (deletion === 'rest' ? hardDelete(api, there.uid, signal) : cancel(api, id, signal));
    const left = await read();
    if (left === undefined) {
      distrusted = keeps;
      if (keeps) log.warn({ account: id, deletion }, 'the site deleted an account that it was said to block');
      return { kind: 'removed' };
    }
    if (deletion !== 'rest' && left.account.active === false) return { kind: 'deactivated', account: left.account };
    const text = `drupal: the site said that account ${id} was deleted, and it is still there. Look for a module that prevents it.`;
    throw new ConnectorError('invalid', text, { outcomeUnknown: true });
  };
}

async function cancel(api: Api, id: string, signal: AbortSignal): Promise<void> {
  const call = {
    method: 'DELETE',
    path: `/jsonapi/user/user/${encodeURIComponent(id)}`,
    to: 'cancel an account',
  } as const;
  try {
    await api.call(call, signal);
  } catch (error) {
    // Gone already: done (D8).
    if (!ConnectorError.is(error) || error.kind !== 'not-found') throw error;
  }
}

/** The REST module deletes at once, with everything that the account owns (D24). */
async function hardDelete(api: Api, uid: number, signal: AbortSignal): Promise<void> {
  const to = 'delete an account';
  const call = { method: 'DELETE', path: `/user/${uid}`, query: { _format: 'json' }, to } as const;
  const response = await api.ask(call, signal);
  const { status, text } = response;
  if (status === 204 || (status === 404 && /parameter was not converted/.test(text))) return;
  if (![403, 404, 405, 406].includes(status)) throw toConnectorError(response, { to, write: true });
  const advice =
    'Enable DELETE of its resource User with the format json and the authentication of the service account (rest.resource.entity.user), or ' +
    'choose another deletion.';
  throw new ConnectorError('unsupported', `drupal: the site's REST module deletes no accounts (${status}). ${advice}`);
}
