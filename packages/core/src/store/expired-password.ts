import type { PasswordPlace, WaitingPassword } from './password-store.js';
import type { JournalEntry } from './resource.js';

/** The line of history of a password that waited too long for its application. */
export function expiredPassword(
  { application, directory, type }: PasswordPlace,
  { resourceId, setAt }: Pick<WaitingPassword, 'resourceId' | 'setAt'>,
): JournalEntry {
  return {
    actor: 'linkspan',
    action: 'password-wiped',
    directory,
    application,
    resourceType: type,
    resourceId,
    reason: `the password of ${new Date(setAt).toISOString()} could not be delivered in time. Look why, then have it set again.`,
  };
}
