import type { JsonObject } from '../../scim/json.js';
import type { SiteAnswer, SiteTable } from './faulty-site.js';
import { listRows, showRow } from './list-rows.js';

export interface SiteRow {
  readonly id: string;
  readonly born: number;
  readonly login: string;
  email: string;
  name: string;
  title: string;
  active: boolean;
  roles: readonly string[];
}

const unique = ['login', 'email'] as const;

export function createSiteUsers(
  refusesDuplicates: boolean,
  removed: (id: string) => void,
): SiteTable & { readonly rows: ReadonlyMap<string, SiteRow> } {
  const rows = new Map<string, SiteRow>();
  let lastId = 0;

  function findTaken(body: JsonObject, id?: string): SiteAnswer | undefined {
    for (const field of unique) {
      const taken = [...rows.values()].some((row) => row.id !== id && row[field] === body[field]);
      if (taken) return { status: 409, body: { field } };
    }
    return undefined;
  }

  function change(row: SiteRow, body: JsonObject): SiteAnswer {
    const taken = refusesDuplicates ? findTaken({ email: body.email ?? row.email }, row.id) : undefined;
    if (taken !== undefined) return taken;
    const { email, name, title, active } = body;
    const roles = rolesOf(body);
    if (email !== undefined) row.email = String(email);
    if (name !== undefined) row.name = String(name);
    if (title !== undefined) row.title = String(title ?? '');
    if (active !== undefined) row.active = active === true;
    if (!row.active) row.roles = [];
    else if (roles !== undefined) row.roles = roles;
    return showRow(row);
  }

  return {
    rows,
    list: (query) => listRows(rows, query, unique),
    create(body) {
      const taken = refusesDuplicates ? findTaken(body) : undefined;
      if (taken !== undefined) return taken;
      lastId += 1;
      const row: SiteRow = {
        id: String(lastId),
        born: Date.now(),
        login: String(body.login),
        email: String(body.email),
        name: String(body.name ?? ''),
        title: String(body.title ?? ''),
        active: true,
        roles: rolesOf(body) ?? ['subscriber'],
      };
      rows.set(row.id, row);
      return showRow(row, 201);
    },
    answer(id, _rest, { method, body }) {
      const row = rows.get(id);
      if (row === undefined) return { status: 404, body: {} };
      if (method === 'GET') return showRow(row);
      if (method === 'PATCH') return change(row, body);
      rows.delete(id);
      removed(id);
      return { status: 204, body: {} };
    },
  };
}

function rolesOf({ roles }: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(roles)) return undefined;
  return roles.length === 0 ? ['subscriber'] : roles.map(String);
}
