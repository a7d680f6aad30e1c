import { ConnectorError } from '@linkspan/core';
import type { Api } from './api.js';
import type { Config } from './config.js';
import { deleteApplicationPasswords, randomPassword, remainingDoors } from './lock-account.js';
import type { SiteCompanion } from './site-companion.js';
import { isSuspended, type User } from './user.js';
import type { UserBody } from './user-body.js';

export interface Deactivation {
  readonly api: Api;
  readonly companion: Pick<SiteCompanion, 'suspend'>;
  readonly deactivation: Config['deactivation'];
  read(): Promise<User>;
  write(body: UserBody): Promise<User>;
}

/** Suspends where a companion can and the operator wants no more than that left open; else takes the roles. With what is left open. */
export async function deactivateUser(
  id: string,
  { api, companion, deactivation, read, write }: Deactivation,
  signal: AbortSignal,
): Promise<{ readonly user: User; readonly remaining: readonly string[] }> {
  const lock = deactivation === 'lock';
  if (lock && (await companion.suspend(id, true, signal)) !== undefined) {
    const user = await read();
    if (isSuspended(user)) return { user, remaining: [] };
    const text = `wordpress: the companion did not suspend account ${id}. Look for a plugin that changes user meta.`;
    throw new ConnectorError('invalid', text, { outcomeUnknown: true });
  }
  await write(lock ? { roles: [], password: randomPassword() } : { roles: [] });
  const obstacle = lock ? await deleteApplicationPasswords(api, Number(id), signal) : undefined;
  const user = await read();
  if (user.roles.length > 0) {
    const text = `wordpress: the site gave account ${id} the roles ${user.roles.join(', ')} back. Look for a plugin that assigns roles.`;
    // The password is another one by now.
    throw new ConnectorError('invalid', text, { field: 'roles', outcomeUnknown: true });
  }
  return { user, remaining: remainingDoors(user, deactivation, obstacle) };
}
