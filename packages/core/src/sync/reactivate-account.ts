import { ConnectorError } from '../connector/connector-error.js';
import type { Link } from '../store/link.js';
import { noteOurs } from './back/note-ours.js';
import { capability } from './capability.js';
import type { DesiredAccount } from './desired-account.js';
import { accountOf, journalLine } from './journal-line.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import { managedPart, type Runtime } from './runtime.js';
import { sendWrite } from './send-write.js';
import { type Step, toJson } from './step.js';
import { verifyAccount } from './verify-account.js';
import { withheldPart } from './withheld-part.js';
import { writtenFacts } from './written-facts.js';

/** What the memo remembers comes back, but for managed roles that no longer belong to the person. */
export async function reactivateAccount(
  context: PerformContext,
  link: Link,
  { desired }: View,
  reason: string,
): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  const without = revokedRoles(runtime, desired);
  const reactivate = capability(runtime.accounts.reactivate);
  const write = { kind: 'reactivate', facts: noteOurs(runtime, link, { active: true }) } as const;
  const account = await sendWrite(context, link, write, () =>
    reactivate({ ...ref, ...(without && { without }) }, signal),
  );
  if (account.active === false) {
    throw new ConnectorError(
      'invalid',
      `account ${account.id} is still inactive after it was reactivated: look at it by hand`,
    );
  }
  const sets = runtime.sets.map((name) => [name, managedPart(runtime, name, account.fields[name]) ?? []]);
  const sent = { ...link.sent, ...Object.fromEntries(sets), ...withheldPart(link) };
  const { look, facts } = writtenFacts(runtime, link, account, toJson(Object.fromEntries(sets)));
  return {
    again: true,
    ...(look && { look }),
    facts: {
      ...facts,
      accountActive: true,
      sent: toJson(sent),
      memo: null,
      reason: null,
      deactivatedAt: null,
      leftAt: null,
      closedAt: null,
    },
    journal: journalLine(runtime, link, 'reactivated', { reason, changes: { ...accountOf(account), active: true } }),
  };
}

function revokedRoles(
  { rolesField, managedRoles }: Runtime,
  desired: DesiredAccount | undefined,
): Readonly<Record<string, readonly string[]>> | undefined {
  const wanted = rolesField === undefined ? undefined : desired?.fields[rolesField];
  if (rolesField === undefined || !Array.isArray(wanted)) return undefined;
  const revoked = managedRoles.filter((role) => !wanted.includes(role) && !desired?.undecided.includes(role));
  return revoked.length === 0 ? undefined : { [rolesField]: revoked };
}
