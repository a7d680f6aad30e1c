import type { Account } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import { whoStandsThere } from './create-account.js';
import { vendorFinder } from './find-account.js';
import type { AccountStanding } from './mapping-preview.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';

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
    const account = await runtime.users.get(id, signal);
    if (link.identity !== undefined && account.identity !== link.identity)
      return unread(`account ${id} is not the one that was linked. See "linkspan test ${runtime.name}".`);
    return { account: { kind: 'linked', id }, fields: account.fields };
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return { account: { kind: 'gone', id } };
    throw error;
  }
}

async function findMatching(runtime: Runtime, link: Link, view: View, signal: AbortSignal): Promise<Standing> {
  const { desired } = view;
  if (desired === undefined) return { account: { kind: 'none' } };
  const finder = vendorFinder(runtime.users);
  const correlation = await whoStandsThere({ runtime, finder, signal }, link, view, desired.createFields);
  switch (correlation.kind) {
    case 'nobody':
      return { account: { kind: 'none' } };
    case 'adopt': {
      const verdict = 'it matches exactly and would be taken over';
      return { ...matching(correlation.account, correlation.by, verdict), adoptable: true };
    }
    case 'ask':
      return matching(correlation.account, correlation.by, correlation.reason);
    case 'ours':
      return unread('it is the one that we made');
    case 'park':
      return findParked(runtime, desired.createFields, correlation.reason, signal);
  }
}

function matching({ id, fields }: Account, by: string, verdict: string): Standing {
  return { account: { kind: 'matching', id, by, verdict }, fields };
}

/** The first account that stands in the way. */
async function findParked(
  { rules, users }: Runtime,
  fields: Readonly<Record<string, unknown>>,
  verdict: string,
  signal: AbortSignal,
): Promise<Standing> {
  const finder = vendorFinder(users);
  for (const rule of rules) {
    const value = fields[rule.remote];
    if (rule.correlates === undefined || value === undefined) continue;
    const account = await finder.find(rule, value, signal);
    if (account !== undefined) return matching(account, rule.remote, verdict);
  }
  return unread(verdict);
}
