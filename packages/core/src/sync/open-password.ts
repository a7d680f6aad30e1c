import { passwordOwner } from '../scim/server/password-taking.js';
import type { Link } from '../store/link.js';
import type { PasswordPlace } from '../store/password-store.js';
import { journalLine } from './journal-line.js';
import type { View } from './read-view.js';
import type { Runtime } from './runtime.js';

/** What goes along with a write. */
export interface OpenedPassword {
  /** By remote name, in clear; empty where nothing waits. For the call alone: never to be recorded, shown or kept. */
  readonly fields: Readonly<Record<string, string>>;
  /** The application has it: it is wiped here, and the history says so. One that came meanwhile stays. */
  delivered(): Promise<void>;
}

const nothing: OpenedPassword = { fields: {}, delivered: async () => undefined };

/**
 * Opens what the person's application has still to get. What cannot be opened any more (another installation key) is wiped and told in
 * the history, and the rest goes on without it.
 */
export async function openPassword(runtime: Runtime, link: Link, { password, plan }: View): Promise<OpenedPassword> {
  const { passwords, store } = runtime;
  const isPlanned = (plan.action === 'create' || plan.action === 'update') && plan.password !== undefined;
  if (passwords === undefined || password === undefined || !isPlanned) return nothing;
  const owner = passwordOwner({ directory: link.directory, type: link.type, id: link.resourceId });
  const clear = passwords.open(password.sealed, owner);
  if (clear === undefined) {
    const reason =
      'cannot be opened: the installation key is another one than when it came. Have the password set again.';
    await store.passwords.wipe(
      passwordPlace(runtime, link),
      password,
      journalLine(runtime, link, 'password-wiped', { reason }),
    );
    return nothing;
  }
  return {
    fields: { [passwords.remote]: clear },
    async delivered() {
      await store.passwords.wipe(passwordPlace(runtime, link), password, journalLine(runtime, link, 'password-set'));
    },
  };
}

/** Milliseconds. Identity providers make a person first and then a member of the groups that bring the application. */
const scopeGrace = 3_600_000;

/**
 * Who left for good, or does not belong to the application, needs none there: it is wiped. Resolves with the time until which one is kept,
 * since the person may still come into the scope.
 */
export async function wipeUnwanted(
  runtime: Runtime,
  link: Link,
  { password, resource, scope }: View,
): Promise<number | undefined> {
  if (password === undefined || (resource !== undefined && scope?.kind !== 'out')) return undefined;
  const until = password.setAt + scopeGrace;
  if (resource !== undefined && until > runtime.now()) return until;
  await runtime.store.passwords.wipe(passwordPlace(runtime, link), password);
  return undefined;
}

export function passwordPlace({ name }: Runtime, { directory, type }: Pick<Link, 'directory' | 'type'>): PasswordPlace {
  return { application: name, directory, type };
}
