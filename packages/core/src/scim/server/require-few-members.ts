import type { Commit } from '../../store/resource-store.js';
import { ScimError } from '../scim-error.js';

/** @throws ScimError 413 where one request names more members than are taken at once */
export function requireFewMembers(members: Exclude<Commit['members'], undefined>, most: number): void {
  const named = 'replace' in members ? members.replace.length : members.add.length + members.remove.length;
  if (named <= most) return;
  throw new ScimError(
    413,
    `The request names ${named} members; at most ${most} are taken at once. Send the first ones, then add the others by PATCH with path "members".`,
  );
}
