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

/** Who left for good, or does not belong to the application any more, needs none there. */
export async function wipeUnwanted(runtime: Runtime, link: Link, { password, resource, scope }: View): Promise<void> {
  if (password === undefined || (resource !== undefined && scope?.kind !== 'out')) return;
  await runtime.store.passwords.wipe(passwordPlace(runtime, link), password);
}

export function passwordPlace({ name }: Runtime, { directory, type }: Pick<Link, 'directory' | 'type'>): PasswordPlace {
  return { application: name, directory, type };
}
