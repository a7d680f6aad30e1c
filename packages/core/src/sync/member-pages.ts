import type { TouchedResource } from '../store/link-store.js';
import type { Scope } from '../store/resource.js';
import type { Runtime } from './runtime.js';
import { touched } from './touch.js';

const membersAtOnce = 1_000;

/** The users among a group's members, in pages, with the last member seen. */
export async function* memberPages(
  { store, scope }: { readonly store: Runtime['store']; readonly scope: Scope },
  group: string,
  from?: string,
): AsyncGenerator<{ readonly resources: readonly TouchedResource[]; readonly last: string }> {
  let after = from;
  for (;;) {
    const members = await store.resources.listMembers(scope, {
      group,
      limit: membersAtOnce,
      ...(after === undefined ? {} : { after }),
    });
    const last = members.at(-1)?.value;
    if (last === undefined) return;
    const resources: TouchedResource[] = [];
    for (const member of members.filter((one) => one.type === 'User')) {
      const resource = await store.resources.find(scope, 'User', member.value);
      if (resource !== undefined) resources.push(touched(resource));
    }
    yield { resources, last };
    if (members.length < membersAtOnce) return;
    after = last;
  }
}
