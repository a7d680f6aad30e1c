import {
  type Account,
  type AccountRef,
  type Change,
  type Connector,
  ConnectorError,
  type ResourceConnector,
} from '@linkspan/core';

export const signal: AbortSignal = new AbortController().signal;

type Complete = Required<ResourceConnector>;

/** With every method that this connector has. */
export function usersOf({ users }: Connector): Complete {
  if (users === undefined) throw new Error('the connector has no users');
  return users as Complete;
}

export function groupsOf({ groups }: Connector): Complete {
  if (groups === undefined) throw new Error('the connector has no groups');
  return groups as Complete;
}

/** As the host makes one: the account was read just now. */
export function refer(current: Account): AccountRef {
  return { id: current.id, identity: current.identity, current };
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

export function ids(pages: readonly { readonly items: readonly { readonly id: string }[] }[]): readonly string[] {
  return pages.flatMap(({ items }) => items.map(({ id }) => id));
}
