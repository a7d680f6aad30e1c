import { randomUUID } from 'node:crypto';
import SCIMMY from 'scimmy';
import type { ScimmyState, StoredGroup, StoredUser } from './scimmy-state.js';

/** An application as somebody would write it on SCIMMY: a table of users and one of groups, and nothing else of its own. */
export function serveScimmy({ users, groups }: ScimmyState): void {
  SCIMMY.Resources.declare(SCIMMY.Resources.User).extend(SCIMMY.Schemas.EnterpriseUser);
  SCIMMY.Resources.declare(SCIMMY.Resources.Group);

  SCIMMY.Resources.User.ingress(({ id }, data) => {
    const taken = [...users.values()].some((one) => one.id !== id && fold(one.userName) === fold(data.userName));
    if (taken) throw new SCIMMY.Types.Error(409, 'uniqueness', 'userName is taken');
    return store(users, id, data);
  })
    .egress(({ id, filter }) => {
      if (id !== undefined) return find(users, id);
      const all = [...users.values()].map((one) => structuredClone(one));
      return (filter === undefined ? all : filter.match(all)) as StoredUser[];
    })
    .degress(({ id }) => {
      drop(users, id);
      for (const group of groups.values()) {
        const members = group.members?.filter(({ value }) => value !== id) ?? [];
        groups.set(group.id, { ...group, members });
      }
    });

  SCIMMY.Resources.Group.ingress(({ id }, data) => {
    const stranger = data.members?.find(({ value = '' }) => !users.has(value) && !groups.has(value));
    if (stranger !== undefined)
      throw new SCIMMY.Types.Error(400, 'invalidValue', `there is no member ${stranger.value}`);
    return store(groups, id, data);
  })
    .egress(({ id, filter }) => {
      if (id !== undefined) return find(groups, id);
      const all = [...groups.values()].map((one) => structuredClone(one));
      return (filter === undefined ? all : filter.match(all)) as StoredGroup[];
    })
    .degress(({ id }) => drop(groups, id));
}

function store<Row extends StoredUser | StoredGroup>(
  table: Map<string, Row>,
  id: string | undefined,
  data: object,
): Row {
  const before = id === undefined ? undefined : find(table, id);
  const lastModified = new Date();
  const kept = id ?? randomUUID();
  // What SCIMMY hands over is bound to its schema: a plain copy is what a table would hold.
  const plain = JSON.parse(JSON.stringify(data));
  table.set(kept, { ...plain, id: kept, meta: { created: before?.meta.created ?? lastModified, lastModified } });
  return find(table, kept);
}

function find<Row>(table: Map<string, Row>, id: string): Row {
  const found = table.get(id);
  if (found === undefined) throw new Error('there is none');
  return structuredClone(found);
}

function drop(table: Map<string, unknown>, id: string | undefined): void {
  if (id === undefined || !table.delete(id)) throw new Error('there is none');
}

function fold(text: string | undefined): string {
  return String(text).toLowerCase();
}
