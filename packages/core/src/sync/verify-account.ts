import type { Account, AccountRef } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import type { Runtime } from './runtime.js';
import { StrangerError } from './stranger-error.js';
import { suggestCommand } from './suggest-command.js';

/** Reads the account just before a write and proves that it is still the one that was linked, and that it may be touched. */
export async function verifyAccount(runtime: Runtime, link: Link, signal: AbortSignal): Promise<AccountRef> {
  const id = link.accountId;
  if (id === undefined) throw new ConnectorError('not-found', 'there is no account');
  const current = await runtime.accounts.get(id, signal);
  requireSame(runtime, link, current);
  if (current.protected !== undefined) {
    throw new ConnectorError('unsupported', `account ${id} is protected and was not touched: ${current.protected}`);
  }
  return { id, identity: current.identity, current, ...(link.memo === undefined ? {} : { memo: link.memo }) };
}

/** @throws StrangerError, which halts the application */
export function requireSame(runtime: Pick<Runtime, 'name'>, link: Link, current: Account): void {
  const { id } = current;
  if (current.identity !== link.identity) {
    throw new StrangerError(
      `account ${id} is not the one that was linked to "${link.label}" (it was "${link.identity ?? ''}", now it is "${current.identity}"). ` +
        'Was an older backup restored, or does the URL lead to another site? Nothing was written. Put the right site back and run ' +
        `\`${suggestCommand('test', runtime.name)}\`, or let go of this account with \`${suggestCommand('unlink', runtime.name, link.label)}\`.`,
    );
  }
}
