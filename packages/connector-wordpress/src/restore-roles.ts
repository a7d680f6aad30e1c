import { type AccountRef, ConnectorError, type ConnectorLog } from '@linkspan/core';
import { z } from 'zod';
import type { User } from './user.js';
import { toRoles } from './user-body.js';

const memoSchema = z.object({ roles: z.array(z.string()).min(1) });

/**
 * Gives back the roles of the memo, but for `revoked` ones, beside those that somebody gave meanwhile, or the fallback role where nothing
 * is left: an active account has a role. A role that the site no longer knows would make WordPress refuse them all, so then they are tried one
 * by one. Undefined: nothing to write.
 */
export async function restoreRoles(
  { current, memo, id }: AccountRef,
  revoked: readonly string[],
  fallbackRole: string,
  write: (roles: readonly string[]) => Promise<User>,
  log: ConnectorLog,
): Promise<User | undefined> {
  const there = toRoles(current.fields.roles);
  const before = memoSchema.safeParse(memo).data?.roles ?? [];
  const remembered = before.filter((role) => !revoked.includes(role));
  const wanted = remembered.length === 0 && there.length === 0 ? [fallbackRole] : remembered;
  const missing = wanted.filter((role) => !there.includes(role));
  if (missing.length === 0) return undefined;
  try {
    return await write([...there, ...missing]);
  } catch (error) {
    if (!isUnknownRole(error) || missing.join() === fallbackRole) throw error;
  }
  let restored: User | undefined;
  for (const role of missing) {
    try {
      restored = await write([...(restored?.roles ?? there), role]);
    } catch (error) {
      if (!isUnknownRole(error)) throw error;
      log.warn({ account: id, role }, 'a remembered role was not given back: the site no longer has it');
    }
  }
  return restored ?? (there.length > 0 ? undefined : write([fallbackRole]));
}

function isUnknownRole(error: unknown): boolean {
  return ConnectorError.is(error) && error.kind === 'invalid' && error.field === 'roles';
}
