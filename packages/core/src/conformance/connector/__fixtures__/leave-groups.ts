import type { MemberRef } from '../../../connector/account.js';
import type { ToySite } from './toy-site.js';

/** Whoever is removed is in no group any more. */
export function leaveGroups({ members }: ToySite, gone: MemberRef): void {
  for (const [group, all] of members) members.set(group, all.filter((one) => !isSame(one, gone)));
}

export function isSame(one: MemberRef, other: MemberRef): boolean {
  return one.type === other.type && one.id === other.id;
}
