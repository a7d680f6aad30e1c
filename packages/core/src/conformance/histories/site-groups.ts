import type { MemberRef } from '../../connector/account.js';
import type { SiteAnswer, SiteTable } from './faulty-site.js';
import { listRows, showRow } from './list-rows.js';

export interface SiteGroup {
  readonly id: string;
  readonly born: number;
  name: string;
  members: readonly MemberRef[];
}

/** Groups count by themselves: a group and a user may have the same id. */
export function createSiteGroups(
  refusesDuplicates: boolean,
  isUser: (id: string) => boolean,
): SiteTable & { readonly rows: ReadonlyMap<string, SiteGroup>; expel(gone: MemberRef): void } {
  const rows = new Map<string, SiteGroup>();
  let lastId = 0;

  function findTaken(name: string, id?: string): SiteAnswer | undefined {
    const taken = refusesDuplicates && [...rows.values()].some((row) => row.id !== id && row.name === name);
    return taken ? { status: 409, body: { field: 'name' } } : undefined;
  }

  function expel(gone: MemberRef): void {
    for (const row of rows.values()) row.members = without(row.members, gone);
  }

  function changeMember(row: SiteGroup, [, kind = '', id = '']: readonly string[], method: string): SiteAnswer {
    const member: MemberRef = { id, type: kind === 'groups' ? 'Group' : 'User' };
    const others = without(row.members, member);
    if (method === 'DELETE') {
      row.members = others;
      return { status: 204, body: {} };
    }
    if (!(member.type === 'User' ? isUser(id) : rows.has(id))) return { status: 422, body: { field: 'members' } };
    row.members = [...others, member];
    return { status: 204, body: {} };
  }

  return {
    rows,
    expel,
    list: (query) => listRows(rows, query, ['name']),
    create(body) {
      const name = String(body.name);
      const taken = findTaken(name);
      if (taken !== undefined) return taken;
      lastId += 1;
      const row: SiteGroup = { id: String(lastId), born: Date.now(), name, members: [] };
      rows.set(row.id, row);
      return showRow(row, 201);
    },
    answer(id, rest, { method, body }) {
      const row = rows.get(id);
      if (row === undefined) return { status: 404, body: {} };
      if (rest.length > 0) return changeMember(row, rest, method);
      if (method === 'GET') return showRow(row);
      if (method === 'DELETE') {
        rows.delete(id);
        expel({ type: 'Group', id });
        return { status: 204, body: {} };
      }
      const name = String(body.name);
      const taken = findTaken(name, id);
      if (taken !== undefined) return taken;
      row.name = name;
      return showRow(row);
    },
  };
}

function without(members: readonly MemberRef[], gone: MemberRef): readonly MemberRef[] {
  return members.filter(({ id, type }) => id !== gone.id || type !== gone.type);
}
