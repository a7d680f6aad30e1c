import type { Account, Change, MemberRef } from '../../connector/account.js';
import type { ResourceRules } from '../../connector/attribute-rule.js';
import type { ResourceConnector } from '../../connector/connector.js';
import { ConnectorError } from '../../connector/connector-error.js';
import type { Call } from './stub-site.js';

interface GroupRow {
  readonly id: string;
  readonly born: number;
  name: string;
  /** `User 7`. */
  readonly members: Set<string>;
}

export const groupRules: ResourceRules = {
  rules: [{ scim: 'displayName', remote: 'name', required: true, correlates: 'adopt', flow: 'both' }],
  members: { remote: 'members', nested: true, atOnce: 3 },
};

/** Groups whose names are unique, and whose members nobody reads. */
export function createStubGroups(
  call: <Result>(name: Call, subject: string, run: () => Result) => Promise<Result>,
  now: () => number,
) {
  const rows = new Map<string, GroupRow>();
  let sequence = 0;

  function row(id: string): GroupRow {
    const found = rows.get(id);
    if (found === undefined) throw new ConnectorError('not-found', `no group ${id}`);
    return found;
  }

  function account({ id, born, name }: GroupRow): Account {
    return { id, identity: `${id} ${born}`, fields: { name }, created: born };
  }

  function refuseTaken(name: unknown, id?: string): void {
    const taken = [...rows.values()].some((one) => one.id !== id && one.name === name);
    if (taken) throw new ConnectorError('conflict', `stub: the name "${name}" is taken.`, { field: 'name' });
  }

  function change(one: GroupRow, { set, added, removed }: Change): void {
    if (typeof set.name === 'string') one.name = set.name;
    for (const ref of refs(removed)) one.members.delete(ref);
    for (const ref of refs(added)) one.members.add(ref);
  }

  const connector: ResourceConnector = {
    list: () => call('list', 'groups', () => ({ items: [...rows.values()].map(account), complete: true })),
    find: ({ value }) =>
      call('find', String(value), () => {
        const found = [...rows.values()].find(({ name }) => name === value);
        return found && account(found);
      }),
    members: (id, cursor) =>
      call('members', `group ${id}`, () => {
        const all = [...row(id).members].sort();
        const from = cursor === undefined ? 0 : Number(cursor);
        const items = all.slice(from, from + 2).map((ref): MemberRef => {
          const [type, member = ''] = ref.split(' ');
          return { id: member, type: type === 'Group' ? 'Group' : 'User' };
        });
        return { items, complete: true, ...(from + 2 < all.length && { next: String(from + 2) }) };
      }),
    get: (id) => call('get', `group ${id}`, () => account(row(id))),
    create: ({ name }) =>
      call('create', String(name), () => {
        refuseTaken(name);
        // As a vendor does that counts people and groups apart.
        sequence += 1;
        const made: GroupRow = { id: String(sequence), born: now(), name: String(name), members: new Set() };
        rows.set(made.id, made);
        return account(made);
      }),
    update: (ref, wanted) => {
      const one = rows.get(ref.id);
      const what = [...refs(wanted.added).map((id) => `+${id}`), ...refs(wanted.removed).map((id) => `-${id}`)];
      return call('update', [one?.name ?? ref.id, ...what].join(' '), () => {
        refuseTaken(wanted.set.name, ref.id);
        change(row(ref.id), wanted);
        return account(row(ref.id));
      });
    },
    remove: (ref) =>
      call('remove', String(ref.current.fields.name), () => {
        rows.delete(ref.id);
        return { kind: 'removed' as const };
      }),
  };

  return {
    rows,
    connector,
    /** Who is in it, sorted: `User 7`. Undefined where there is no such group, or more than one. */
    members(name: string): readonly string[] | undefined {
      const [only, ...others] = [...rows.values()].filter((one) => one.name === name);
      return only === undefined || others.length > 0 ? undefined : [...only.members].sort();
    },
  };
}

function refs(sets: Change['added']): readonly string[] {
  return (sets.members ?? []).map((one) => {
    const { type, id } = one as MemberRef;
    return `${type} ${id}`;
  });
}
