import type { Account, AccountRef, Change } from '../../connector/account.js';
import type { Connector, ResourceConnector } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';

/** For tests of a connector's own, beside the kit: one that is never aborted. */
export const signal: AbortSignal = new AbortController().signal;

type Complete = Required<ResourceConnector>;

/** The users of a connection, with every method that this connector has. */
export function usersOf({ users }: Connector): Complete {
  if (users === undefined) throw new Error('the connector has no users');
  return users as Complete;
}

/** The groups of a connection, with every method that this connector has. */
export function groupsOf({ groups }: Connector): Complete {
  if (groups === undefined) throw new Error('the connector has no groups');
  return groups as Complete;
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
