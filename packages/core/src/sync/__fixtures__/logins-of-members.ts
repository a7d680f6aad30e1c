import type { StubSite } from './stub-site.js';

/** The log-ins of a group's members there, in order; of who has no account, what stands there. */
export function loginsOfMembers({ groups, rows }: StubSite, name: string): readonly string[] | undefined {
  return groups
    .members(name)
    ?.map((ref) => String(rows.get(ref.replace('User ', ''))?.fields.login ?? ref))
    .sort();
}
