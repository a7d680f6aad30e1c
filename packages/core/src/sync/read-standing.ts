import type { Account } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import { vendorFinder } from './find-account.js';
import type { AccountStanding } from './mapping-preview.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';
import { suggestCommand } from './suggest-command.js';
import { whoStandsThere } from './who-stands-there.js';

/** What stands where a person's account is or would be, with its fields; `adoptable`: it would be taken over by itself. */
export interface Standing {
  readonly account: AccountStanding;
  readonly fields?: Account['fields'];
  readonly adoptable?: true;
}

/** Asks the application for one account, and writes nothing. One that is halted is not asked: a refused log-in can lock an account. */
export async function readStanding(runtime: Runtime, link: Link, view: View, signal: AbortSignal): Promise<Standing> {
  const { halted } = await runtime.store.applications.get(runtime.name);
  if (halted !== undefined) return unread(`${runtime.name} is halted: ${halted.reason}`);
  try {
    const mismatch = await runtime.site.mismatch(signal, { maximumAge: 0, remember: false });
    if (mismatch !== undefined) return unread(mismatch);
    if (link.accountId !== undefined) return await readLinked(runtime, link, link.accountId, signal);
    return await findMatching(runtime, link, view, signal);
  } catch (error) {
    if (ConnectorError.is(error)) return unread(error.message);
    throw error;
  }
}

function unread(reason: string): Standing {
  return { account: { kind: 'unread', reason } };
}

async function readLinked(runtime: Runtime, link: Link, id: string, signal: AbortSignal): Promise<Standing> {
  try {
    const account = await runtime.accounts.get(id, signal);
    if (link.identity !== undefined && account.identity !== link.identity)
      return unread(`account ${id} is not the one that was linked. See "${suggestCommand('test', runtime.name)}".`);
    return { account: { kind: 'linked', id }, fields: account.fields };
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return { account: { kind: 'gone', id } };
    throw error;
  }
}

async function findMatching(runtime: Runtime, link: Link, view: View, signal: AbortSignal): Promise<Standing> {
  const fields = view.desired?.createFields ?? {};
  const finder = vendorFinder(runtime.accounts);
  const found = await whoStandsThere({ runtime, finder, signal }, link, view, fields);
  switch (found.kind) {
    case 'nobody':
      return { account: { kind: 'none' } };
    case 'park':
      return { account: { kind: 'taken', verdict: found.reason } };
    case 'ours':
      return { account: { kind: 'taken', verdict: `account ${found.account.id} is the one that we made` } };
    case 'ask':
      return matching(found.account, found.by, found.reason);
    case 'adopt':
      return { ...matching(found.account, found.by, 'it matches exactly and would be taken over'), adoptable: true };
  }
}

function matching({ id, fields }: Account, by: string, verdict: string): Standing {
  return { account: { kind: 'matching', id, by, verdict }, fields };
}
