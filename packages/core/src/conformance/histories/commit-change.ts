import type { JsonObject } from '../../scim/json.js';
import type { Commit } from '../../store/resource-store.js';
import type { Store } from '../../store/store.js';

export interface ChangePart {
  readonly resource?: JsonObject | 'trash';
  readonly externalId?: string;
  readonly members?: Exclude<Commit['members'], undefined>;
}

export const directory = 'main';
const scope = { directory, client: 'idp' };

/** As the SCIM server does it: who comes and goes is marked by the store; a group that gets another name, or goes, concerns its members. */
export async function commitChange(store: Store, type: 'User' | 'Group', id: string, part: ChangePart): Promise<void> {
  const present = await store.resources.find(scope, type, id);
  const action = present === undefined ? 'create' : part.resource === 'trash' ? 'delete' : 'replace';
  const isChanged = part.resource !== undefined;
  const reachesMembers = isChanged && type === 'Group' && present !== undefined;
  const outcome = await store.resources.commit({
    scope,
    type,
    id,
    expectVersion: present?.version ?? 0,
    marks: [
      ...(isChanged ? [{ type, id, reach: 'self' } as const] : []),
      ...(reachesMembers ? [{ type, id, reach: 'members' } as const] : []),
    ],
    journal: { actor: 'client:idp', action, directory, resourceType: type, resourceId: id },
    ...part,
  });
  if (outcome.kind !== 'committed') throw new Error(`the directory refused a change: ${outcome.kind}`);
}
