import { randomUUID } from 'node:crypto';
import type { Link, LinkFacts } from '../store/link.js';
import type { JournalEntry } from '../store/resource.js';
import { findLink } from './find-link.js';
import { managedPart, type Runtime } from './runtime.js';
import { journalLine, noAccount, noError } from './step.js';

/** Lets what was withheld from an adopted account be written: it counts as what the account shows now. */
export async function approveLink(
  runtime: Runtime,
  userName: string,
): Promise<'approved' | 'nothing-withheld' | 'unknown'> {
  const link = await findLink(runtime, userName);
  if (link === undefined) return 'unknown';
  const names = Object.keys(link.withheld ?? {});
  if (names.length === 0) return 'nothing-withheld';
  const there = Object.fromEntries(names.map((name) => [name, managedPart(runtime, name, link.readBack?.[name])]));
  const sent = Object.fromEntries(
    Object.entries({ ...link.sent, ...there }).filter(
      (entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined,
    ),
  );
  const journal = journalLine(runtime, link, 'approved', { changes: { fields: names } });
  await decide(runtime, link, { withheld: null, sent }, { ...journal, actor: 'operator' });
  return 'approved';
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
  const facts = { ...noAccount, ...noError, reason: null, state, refusedAccount: link.accountId } as const;
  await decide(runtime, link, facts, { ...journal, actor: 'operator' });
  return 'unlinked';
}

async function decide(runtime: Runtime, link: Link, facts: LinkFacts, journal: JournalEntry): Promise<void> {
  const lease = { token: randomUUID(), milliseconds: 30_000 };
  const [claimed] = await runtime.store.links.claim(runtime.name, {
    now: runtime.now(),
    limit: 1,
    lease,
    resourceIds: [link.resourceId],
  });
  if (claimed === undefined) throw new Error(`"${link.label}" is being worked on; try again in a moment`);
  const dueAt = runtime.application.policy.automatic ? { dueAt: runtime.now() } : {};
  await runtime.store.links.record(claimed, lease, facts, { journal, release: { ...dueAt, attempts: 0 } });
}
