import type { Store } from '../../store/store.js';
import { type ChangePart, commitChange } from './commit-change.js';
import type { GroupName, Name } from './history.js';

/** What the directory says of one person; absent: nobody of this name is in it. */
export interface DirectoryPerson {
  readonly id: string;
  readonly title: string;
  readonly email: string;
  readonly active: boolean;
}

/** The group that a role hangs on. */
export const editors = 'Editors';
export type MemberName = Name | GroupName;

export interface DirectoryGroup {
  readonly id: string;
  readonly displayName: string;
  readonly members: ReadonlySet<MemberName>;
}

/** Writes into the directory as the SCIM server does, and remembers what was acknowledged. What is not there is left alone. */
export interface IdentityProvider {
  readonly people: ReadonlyMap<string, DirectoryPerson>;
  readonly groups: ReadonlyMap<string, DirectoryGroup>;
  put(name: Name, person: Pick<DirectoryPerson, 'title' | 'email' | 'active'>): Promise<void>;
  delete(name: Name): Promise<void>;
  /** Makes or renames it. Without a label it is called as it is. */
  putGroup(group: GroupName | typeof editors, label?: string): Promise<void>;
  deleteGroup(group: GroupName): Promise<void>;
  setMember(group: GroupName | typeof editors, member: MemberName, joins: boolean): Promise<void>;
  /** All others leave. */
  setMembers(group: GroupName, members: readonly MemberName[]): Promise<void>;
}

/** Values that somebody takes and leaves again look like somebody else's doing after a while: there are new ones in time. */
const putsPerGeneration = 3;

export function createIdentityProvider(store: Store): IdentityProvider {
  const people = new Map<string, DirectoryPerson>();
  const groups = new Map<string, DirectoryGroup>();
  const puts = new Map<string, number>();
  let lastId = 0;

  const commit = (type: 'User' | 'Group', id: string, part: ChangePart) => commitChange(store, type, id, part);

  function nextGeneration(name: string): number {
    const before = puts.get(name) ?? 0;
    puts.set(name, before + 1);
    return Math.floor(before / putsPerGeneration);
  }

  function nextId(): string {
    lastId += 1;
    return idOf(lastId);
  }

  function findMember(name: MemberName): string | undefined {
    return (people.get(name) ?? groups.get(name))?.id;
  }

  function remember(key: string, known: DirectoryGroup, members: Iterable<MemberName>): void {
    groups.set(key, { ...known, members: new Set(members) });
  }

  /** Who is deleted is in no group any more, also after a return. */
  function leaveAll(gone: MemberName): void {
    for (const [key, group] of groups) remember(key, group, without(group.members, gone));
  }

  return {
    people,
    groups,
    async put(name, asked) {
      const generation = nextGeneration(name);
      const known = people.get(name);
      const person = {
        id: known?.id ?? nextId(),
        title: `${asked.title}${generation}`,
        email: `${name}.${asked.email}${generation}@example.org`,
        active: asked.active,
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
      leaveAll(name);
    },
    async putGroup(group, label) {
      const displayName = label === undefined ? group : `${group} ${label}${nextGeneration(group)}`;
      const known = groups.get(group);
      const id = known?.id ?? (group === editors ? idOf(0) : nextId());
      await commit('Group', id, {
        resource: { displayName },
        ...(known === undefined && group !== editors && { externalId: `ext-${group}` }),
      });
      groups.set(group, { id, displayName, members: known?.members ?? new Set() });
    },
    async deleteGroup(group) {
      const known = groups.get(group);
      if (known === undefined) return;
      await commit('Group', known.id, { resource: 'trash' });
      groups.delete(group);
      leaveAll(group);
    },
    async setMember(group, member, joins) {
      const known = groups.get(group);
      const id = findMember(member);
      if (known === undefined || id === undefined) return;
      await commit('Group', known.id, { members: { add: joins ? [id] : [], remove: joins ? [] : [id] } });
      const others = without(known.members, member);
      remember(group, known, joins ? [...others, member] : others);
    },
    async setMembers(group, members) {
      const known = groups.get(group);
      if (known === undefined) return;
      const present = members.filter((member) => findMember(member) !== undefined);
      await commit('Group', known.id, { members: { replace: present.flatMap((member) => findMember(member) ?? []) } });
      remember(group, known, present);
    },
  };
}

function without(members: Iterable<MemberName>, gone: MemberName): readonly MemberName[] {
  return [...members].filter((member) => member !== gone);
}

/** Of the form of a UUID, the same in every playing of a history; a later one is greater. */
function idOf(place: number): string {
  return `00000000-0000-7000-8000-${String(place).padStart(12, '0')}`;
}
