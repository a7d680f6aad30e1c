import type { JsonObject } from '../../scim/json.js';
import type { Store } from '../../store/store.js';
import type { Name } from './history.js';

/** What the directory says of one person; absent: nobody of this name is in it. */
export interface DirectoryPerson {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly active: boolean;
  readonly editor: boolean;
}

export const directory = 'main';
export const groupName = 'Editors';

/** Writes into the directory as the SCIM server does, and remembers what was acknowledged. */
export interface IdentityProvider {
  readonly people: ReadonlyMap<Name, DirectoryPerson>;
  addGroup(): Promise<void>;
  put(name: Name, person: Pick<DirectoryPerson, 'title' | 'email' | 'active'>): Promise<void>;
  delete(name: Name): Promise<void>;
  setMember(name: Name, joins: boolean): Promise<void>;
}

/** Values that a person takes and leaves again look like somebody else's doing after a while: there are new ones in time. */
const putsPerGeneration = 3;

export function createIdentityProvider(store: Store): IdentityProvider {
  const scope = { directory, client: 'idp' };
  const people = new Map<Name, DirectoryPerson>();
  const puts = new Map<Name, number>();
  const group = idOf(0);
  let lastId = 0;

  async function commit(
    type: 'User' | 'Group',
    id: string,
    part: {
      readonly resource?: JsonObject | 'trash';
      readonly externalId?: string;
      readonly members?: { readonly add: readonly string[]; readonly remove: readonly string[] };
    },
  ): Promise<void> {
    const present = await store.resources.find(scope, type, id);
    const action = present === undefined ? 'create' : part.resource === 'trash' ? 'delete' : 'replace';
    const outcome = await store.resources.commit({
      scope,
      type,
      id,
      expectVersion: present?.version ?? 0,
      marks: [{ type, id, reach: 'self' }],
      journal: { actor: 'client:idp', action, directory, resourceType: type, resourceId: id },
      ...part,
    });
    if (outcome.kind !== 'committed') throw new Error(`the directory refused a change: ${outcome.kind}`);
  }

  return {
    people,
    addGroup: () => commit('Group', group, { resource: { displayName: groupName } }),
    async put(name, asked) {
      const generation = Math.floor((puts.get(name) ?? 0) / putsPerGeneration);
      puts.set(name, (puts.get(name) ?? 0) + 1);
      const known = people.get(name);
      if (known === undefined) lastId += 1;
      const person = {
        id: known?.id ?? idOf(lastId),
        title: `${asked.title}${generation}`,
        email: `${name}.${asked.email}${generation}@example.org`,
        active: asked.active,
        editor: known?.editor ?? false,
      };
      const { title, email, active } = person;
      await commit('User', person.id, {
        resource: {
          userName: name,
          displayName: name.toUpperCase(),
          active,
          title,
          emails: [{ value: email, primary: true }],
        },
        ...(known === undefined && { externalId: `ext-${name}` }),
      });
      people.set(name, person);
    },
    async delete(name) {
      const known = people.get(name);
      if (known === undefined) return;
      await commit('User', known.id, { resource: 'trash' });
      people.delete(name);
    },
    async setMember(name, joins) {
      const known = people.get(name);
      if (known === undefined) return;
      const members = { add: joins ? [known.id] : [], remove: joins ? [] : [known.id] };
      await commit('Group', group, { members });
      people.set(name, { ...known, editor: joins });
    },
  };
}

/** Of the form of a UUID, the same in every playing of a history; a later one is greater. */
function idOf(place: number): string {
  return `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`;
}
