import type { DesiredAccount } from './desired-account.js';

/** Why there is no telling, or no saying, what the account should have. */
export function findMappingObstacle(desired: DesiredAccount | undefined): string | undefined {
  if (desired === undefined) return undefined;
  const [failure] = desired.failed;
  if (failure !== undefined) return failure.message;
  if (desired.missing.length > 0) {
    return `the person has no value for ${desired.missing.join(', ')}, which the application requires: map it, or give it a default`;
  }
  if (desired.ambiguousGroups.length > 0) {
    return `more than one group is named ${desired.ambiguousGroups.map((name) => `"${name}"`).join(', ')}, so no role is granted: rename or delete the others`;
  }
  return undefined;
}
