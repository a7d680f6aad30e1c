import { ConnectorError } from '../connector/connector-error.js';
import type { Hold, Link, LinkFacts } from '../store/link.js';
import { importReported, passOverReported } from './back/decide-newcomers.js';
import { decide } from './decide.js';
import { everyOperation } from './default-policy.js';
import { digestOfPlan } from './describe-plan.js';
import { findLink } from './find-link.js';
import { findUser } from './find-user.js';
import { chosenLinks, goneItem, runtimesOf } from './inbox.js';
import { adopted } from './joined-account.js';
import { journalLine } from './journal-line.js';
import type { Decision } from './orchestrator.js';
import { newLink } from './people-pages.js';
import { findResource, readView, readViewContext } from './read-view.js';
import { managedPart, type Runtime, runtimeFor } from './runtime.js';
import { noAccount, noError } from './step.js';
import { touch, touched } from './touch.js';

const linksAtOnce = 500;

/** Lets what was held be done: at once where that is automatic, else with the next pass. Resolves with how many. */
export async function approve(runtime: Runtime, decision: Decision, signal: AbortSignal): Promise<number> {
  let approved = 0;
  for (const one of runtimesOf(runtime)) approved += await importReported(one, decision, signal);
  for await (const link of chosenLinks(runtime, decision)) {
    const { hold } = link;
    const own = runtimeFor(runtime, link);
    if (own === undefined) continue;
    if (hold?.guard === 'adopt' && hold.account !== undefined) {
      const outcome = await joinAccount(own, link, hold.account);
      if (outcome === 'linked') approved += 1;
      continue;
    }
    if (hold === undefined && goneItem(runtime, link) !== undefined) {
      const facts = { ...noAccount, ...noError, state: 'new', reason: null } as const;
      await decide(runtime, link, facts, journalLine(runtime, link, 'approved', { changes: { guard: 'gone' } }));
      approved += 1;
      continue;
    }
    const guard = hold?.guard ?? 'withheld';
    const journal = journalLine(runtime, link, 'approved', { changes: { guard } });
    const facts: LinkFacts =
      hold === undefined
        ? openWithheld(own, link)
        : { hold: null, approved: [link.approved, guard].filter(Boolean).join(' '), reason: null };
    await decide(runtime, link, { ...facts, state: restState(link) }, journal);
    approved += 1;
  }
  return approved;
}

/** It counts as what the account shows now, so that what the directory says is a difference. */
function openWithheld(runtime: Runtime, link: Link): LinkFacts {
  const names = Object.keys(link.withheld ?? {});
  const there = Object.fromEntries(names.map((name) => [name, managedPart(runtime, name, link.readBack?.[name])]));
  const sent = Object.entries({ ...link.sent, ...there }).filter(
    (entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined,
  );
  return { withheld: null, sent: Object.fromEntries(sent) };
}

function restState(link: Link): Link['state'] {
  if (link.state === 'tombstone') return 'tombstone';
  return link.accountId === undefined ? 'new' : 'linked';
}

/** Says no: it is not done, and not asked again until the decision is another one. */
export async function reject(runtime: Runtime, decision: Decision): Promise<number> {
  let rejected = 0;
  for (const one of runtimesOf(runtime)) rejected += await passOverReported(one, decision);
  for await (const link of chosenLinks(runtime, decision)) {
    if (goneItem(runtime, link) !== undefined && link.hold === undefined) {
      await letGoOf(runtime, link);
      rejected += 1;
    }
    if (link.hold === undefined) continue;
    const journal = journalLine(runtime, link, 'rejected', { changes: { guard: link.hold.guard } });
    const reason = `rejected: ${link.hold.reason}`;
    const hold = { ...link.hold, ...(await decisionOf(runtime, link)), rejected: true } as const;
    await decide(runtime, link, { hold, reason }, journal, { due: false });
    rejected += 1;
  }
  return rejected;
}

/** Its account is gone, and stays so. */
async function letGoOf(runtime: Runtime, link: Link): Promise<void> {
  const reason = `account ${link.accountId ?? ''} was deleted there, and a person left it so`;
  const facts = { ...noAccount, ...noError, state: 'new', back: { released: true }, reason } as const;
  await decide(runtime, link, facts, journalLine(runtime, link, 'rejected', { changes: { guard: 'gone' } }), {
    due: false,
  });
}

/** What an undo holds is whatever the directory says: a no is to what it says now. */
async function decisionOf(runtime: Runtime, link: Link): Promise<Pick<Hold, 'digest'> | undefined> {
  if (link.hold?.guard !== 'undo') return undefined;
  const { plan } = await readView(runtime, link, await readViewContext(runtime, everyOperation));
  return { digest: digestOfPlan(link, plan) };
}

type Joined = 'linked' | 'unknown' | { readonly refused: string };

/** Joins a person to an account by an operator's word: gently, as if it had been adopted. */
export async function linkAccount(runtime: Runtime, userName: string, accountId: string): Promise<Joined> {
  const user = await findUser(runtime, userName);
  if (user === undefined) return 'unknown';
  const link = (await runtime.store.links.find(runtime.name, user.id)) ?? newLink(runtime, user);
  return joinAccount(runtime, link, accountId);
}

async function joinAccount(runtime: Runtime, link: Link, accountId: string): Promise<Joined> {
  const { links } = runtime.store;
  if (link.accountId === accountId) return 'linked';
  if (link.accountId !== undefined)
    return {
      refused: `"${link.label}" has account ${link.accountId}: unlink that first`,
    };
  const holder = await links.findByAccount(runtime.name, runtime.type, accountId);
  if (holder !== undefined && (await findResource(runtime, holder)) !== undefined)
    return { refused: `account ${accountId} belongs to "${holder.label}"` };
  const signal = new AbortController().signal;
  await runtime.site.require(signal, 0);
  const account = await runtime.accounts.get(accountId, signal).catch((error: unknown) => {
    if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
    throw error;
  });
  if (account === undefined) return { refused: `there is no account ${accountId}` };
  if (account.protected !== undefined) return { refused: `account ${accountId} is protected: ${account.protected}` };
  const resource = await findResource(runtime, link);
  const view = await readView(runtime, link, await readViewContext(runtime, everyOperation));
  const step = adopted(runtime, link, resource && view.desired, account, 'operator');
  const isNew = (await links.find(runtime.name, link.resourceId)) === undefined;
  if (isNew && resource !== undefined) await touch(runtime, [touched(resource)], { dueAt: 'never' });
  const taken = holder === undefined ? {} : await takeFrom(runtime, holder);
  const facts = { ...step.facts, ...noError, ...taken };
  await decide(runtime, link, facts, step.journal ?? journalLine(runtime, link, 'adopted'));
  return 'linked';
}

/** Of somebody who was deleted: what was done to the account, so that it can be opened again for whoever has it now. */
async function takeFrom(runtime: Runtime, holder: Link): Promise<LinkFacts> {
  const { accountId = '', accountActive, memo, deactivatedAt } = holder;
  const facts = { ...noAccount, ...noError, reason: null, hold: null, skipped: null, state: 'tombstone' } as const;
  const journal = journalLine(runtime, holder, 'unlinked', { changes: { account: accountId } });
  await decide(runtime, holder, facts, journal, { due: false });
  return {
    ...(accountActive !== undefined && { accountActive }),
    ...(memo !== undefined && { memo }),
    ...(deactivatedAt !== undefined && { deactivatedAt }),
  };
}

/** Forgets which account belongs to this person; the account itself is left as it is. */
export async function unlinkAccount(
  runtime: Runtime,
  userName: string,
): Promise<'unlinked' | 'not-linked' | 'unknown'> {
  const link = await findLink(runtime, userName);
  if (link === undefined) return 'unknown';
  if (link.accountId === undefined) return 'not-linked';
  const state = link.state === 'tombstone' ? 'tombstone' : 'new';
  const journal = journalLine(runtime, link, 'unlinked', { changes: { account: link.accountId } });
  const facts = { ...noAccount, ...noError, reason: null, state, refusedAccount: link.accountId, hold: null } as const;
  await decide(runtime, link, facts, journal);
  return 'unlinked';
}

/** Parked links are tried again. Resolves with how many. */
export async function retryParked(runtime: Runtime, userName: string | undefined): Promise<number> {
  const { links } = runtime.store;
  let tried = 0;
  if (userName !== undefined) {
    const link = await findLink(runtime, userName);
    if (link === undefined) return 0;
    await reopenMembers(runtime, [link]);
    await decide(runtime, link, {}, journalLine(runtime, link, 'retried'));
    return 1;
  }
  for (let after: string | undefined; ; ) {
    const query = { application: runtime.name, states: ['parked'] as const, limit: linksAtOnce };
    const page = await links.list({ ...query, ...(after === undefined ? {} : { after }) });
    const people = page.map((link) => ({
      id: link.resourceId,
      type: link.type,
      label: link.label,
      leaver: link.leaver,
    }));
    await reopenMembers(runtime, page);
    await touch(runtime, people, { onlyExisting: true });
    tried += page.length;
    after = page.at(-1)?.id;
    if (page.length < linksAtOnce) return tried;
  }
}

/** Whom a group would not take is asked for again, too. */
async function reopenMembers({ name, store }: Runtime, links: readonly Link[]): Promise<void> {
  for (const { type, resourceId } of links) if (type === 'Group') await store.memberships.touchGroup(name, resourceId);
}
