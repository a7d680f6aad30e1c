import type { TouchedResource } from '../store/link-store.js';
import type { Member, Scope } from '../store/resource.js';
import type { Runtime } from './runtime.js';
import { touched } from './touch.js';

const membersAtOnce = 1_000;

/** Some of a group's users. `last`: the group's own last member on this page; absent for those of a group within it. */
export interface MemberPage {
  readonly resources: readonly TouchedResource[];
  readonly last?: string;
}

type Source = { readonly store: Runtime['store']; readonly scope: Scope };

/**
 * The users of a group, then those of the groups within it, however deep and in a circle too, in pages. Whoever stands in two of them
 * comes twice. `from` is the last member of the group itself that was seen: groups within it come whole.
 */
export async function* memberPages(source: Source, group: string, from?: string): AsyncGenerator<MemberPage> {
  const known = new Set([group]);
  if (from !== undefined) {
    for await (const members of listPages(source, group, undefined, from)) addGroups(known, members);
  }
  for (const id of known) {
    const own = id === group;
    for await (const members of listPages(source, id, own ? from : undefined)) {
      addGroups(known, members);
      const last = members.at(-1)?.value;
      yield { resources: await readUsers(source, members), ...(own && last !== undefined && { last }) };
    }
  }
}

function addGroups(known: Set<string>, members: readonly Member[]): void {
  for (const { type, value } of members) if (type === 'Group') known.add(value);
}

/** The members behind `from`, up to the page with `until`. */
async function* listPages(
  { store, scope }: Source,
  group: string,
  from: string | undefined,
  until?: string,
): AsyncGenerator<readonly Member[]> {
  let after = from;
  for (;;) {
    const query = { group, limit: membersAtOnce, ...(after === undefined ? {} : { after }) };
    const members = await store.resources.listMembers(scope, query);
    if (members.length > 0) yield members;
    after = members.at(-1)?.value;
    if (after === undefined || members.length < membersAtOnce || (until !== undefined && after >= until)) return;
  }
}

async function readUsers({ store, scope }: Source, members: readonly Member[]): Promise<readonly TouchedResource[]> {
  const resources: TouchedResource[] = [];
  for (const member of members.filter((one) => one.type === 'User')) {
    const resource = await store.resources.find(scope, 'User', member.value);
    if (resource !== undefined) resources.push(touched(resource));
  }
  return resources;
}
