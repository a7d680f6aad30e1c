import { type Commit, originOf } from '@linkspan/core';

/** The origin of a commit, as marks and links keep it. */
export function writeOrigin(commit: Pick<Commit, 'trace' | 'journal'>): string | null {
  const origin = originOf(commit);
  return origin === undefined ? null : JSON.stringify(origin);
}
