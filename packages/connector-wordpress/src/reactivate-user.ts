import type { AccountRef, ConnectorLog } from '@linkspan/core';
import { restoreRoles } from './restore-roles.js';
import type { SiteCompanion } from './site-companion.js';
import { isSuspended, type User } from './user.js';
import { toRoles } from './user-body.js';

export interface Reactivation {
  readonly fallbackRole: string;
  readonly companion: Pick<SiteCompanion, 'suspend'>;
  readonly log: ConnectorLog;
  read(): Promise<User>;
  write(roles: readonly string[]): Promise<User>;
}

/**
 * A suspended account has its roles still: what was revoked meanwhile goes, and the memo, older than what stands there, is not asked. One that
 * was deactivated without a companion has none, and gets them by the memo, also when the site has a companion by now. The suspension is lifted
 * last: until then nothing has changed for anybody.
 */
export async function reactivateUser(ref: AccountRef, reactivation: Reactivation, signal: AbortSignal): Promise<User> {
  const { fallbackRole, companion, log, read, write } = reactivation;
  const revoked = toRoles(ref.without?.roles);
  const user = await read();
  const keeps = isSuspended(user) && user.roles.length > 0;
  const ready = keeps
    ? await takeRevoked(user, revoked, fallbackRole, write)
    : ((await restoreRoles(ref, revoked, fallbackRole, write, log)) ?? user);
  if (!isSuspended(ready)) return ready;
  await companion.suspend(ref.id, false, signal);
  return read();
}

async function takeRevoked(
  user: User,
  revoked: readonly string[],
  fallbackRole: string,
  write: (roles: readonly string[]) => Promise<User>,
): Promise<User> {
  const kept = user.roles.filter((role) => !revoked.includes(role));
  if (kept.length === user.roles.length) return user;
  return write(kept.length === 0 ? [fallbackRole] : kept);
}
