import type { Account, AccountRef, Change, Connector, ResourceConnector } from '@linkspan/core';
import { ConnectorError } from '@linkspan/core';

export const signal: AbortSignal = new AbortController().signal;

type Complete = Required<ResourceConnector>;

/** The users of a connection, with every method that this connector has. */
export function usersOf(connector: Connector): Complete {
  const { users } = connector;
  if (users === undefined) throw new Error('the connector has no users');
  return users as Complete;
}

/** As the host makes one: the account was read just now. */
export function refer(current: Account, memo: AccountRef['memo'] = current.memo): AccountRef {
  return { id: current.id, identity: current.identity, current, ...(memo !== undefined && { memo }) };
}

export function change(part: Partial<Change>): Change {
  return { set: {}, cleared: [], added: {}, removed: {}, ...part };
}

/** The ConnectorError that a call rejects with. */
export async function rejection(call: Promise<unknown>): Promise<ConnectorError> {
  const reason = await call.then(
    (value) => new Error(`resolved with ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (ConnectorError.is(reason)) return reason;
  throw reason;
}
