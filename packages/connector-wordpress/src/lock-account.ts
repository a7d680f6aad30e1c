import { randomBytes } from 'node:crypto';
import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import type { Config } from './config.js';
import { ownCapabilities, type User } from './user.js';

/** 32 characters, none of them the backslash that WordPress refuses. */
export function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Deletes all application passwords of an account. Why that could not be done, if so. */
export async function deleteApplicationPasswords(
  api: Api,
  id: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const route = `/wp/v2/users/${id}/application-passwords`;
  try {
    await api.call({ method: 'DELETE', route, to: 'delete the application passwords' }, signal);
    return undefined;
  } catch (error) {
    // Switched off on the site, or a capability is missing. Anything else may pass: the whole step is tried again.
    if (ConnectorError.is(error) && error.kind === 'unsupported') return error.message.replace(/^wordpress: /, '');
    throw error;
  }
}

/** What a deactivated account can still do. WordPress has no way to close the first of these doors without a plugin. */
export function remainingDoors(
  user: User,
  deactivation: Config['deactivation'],
  obstacle: string | undefined,
): readonly string[] {
  const own = ownCapabilities(user);
  return [
    deactivation === 'lock'
      ? 'it can get a new password by e-mail and sign in with it, without any role'
      : 'it can still sign in, without any role, by password, open session and application password',
    ...(obstacle === undefined ? [] : [`its application passwords were not deleted: ${obstacle}`]),
    ...(own.length === 0 ? [] : [`it keeps capabilities given to the account itself: ${own.join(', ')}`]),
  ];
}
