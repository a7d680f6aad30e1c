import type { Commit } from '@linkspan/core';

/**
 * Commits in their order, in groups that may be written by common statements: of each resource one, and none that reaches beyond its own
 * rows. A commit that does (members, a deletion, values that nobody else may have, an account that comes along) is alone, between what comes before and behind it.
 */
export function splitCommits(commits: readonly Commit[]): readonly (readonly Commit[])[] {
  const groups: Commit[][] = [];
  let ids = new Set<string>();
  let open: Commit[] | undefined;
  for (const commit of commits) {
    const id = JSON.stringify([commit.scope.directory, commit.type, commit.id]);
    if (!isPlain(commit) || open === undefined || ids.has(id)) {
      open = [];
      ids = new Set();
      groups.push(open);
    }
    open.push(commit);
    ids.add(id);
    if (!isPlain(commit)) open = undefined;
  }
  return groups;
}

function isPlain({ resource, members, link, unique }: Commit): boolean {
  return resource !== 'trash' && members === undefined && link === undefined && unique === undefined;
}
