import type { Json, JsonObject } from '../../scim/json.js';

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

export interface SiteRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

export interface SiteAnswer {
  readonly status: number;
  readonly body: Json;
}

export interface FaultySite {
  readonly rows: ReadonlyMap<string, SiteRow>;
  /** Does what is asked, at once. */
  answer(request: SiteRequest): SiteAnswer;
}

const pageSize = 2;

/**
 * An application with a small API of its own: `GET /site`, `/users` (exact match of `login` or `email`, or page by page with the number of
 * all), `/users/{id}`; `POST /users`; `PATCH` and `DELETE /users/{id}`. Like WordPress it takes whole sets of roles, and keeps none of
 * who is blocked. Whoever has no role gets `subscriber`.
 */
export function createFaultySite({ refusesDuplicates }: { readonly refusesDuplicates: boolean }): FaultySite {
  const rows = new Map<string, SiteRow>();
  let lastId = 0;

  function list({ query }: SiteRequest): SiteAnswer {
    const all = [...rows.values()];
    for (const field of ['login', 'email'] as const) {
      const wanted = query.get(field);
      if (wanted !== null)
        return { status: 200, body: { users: show(all.filter((row) => row[field] === wanted)), total: 0 } };
    }
    const after = Number(query.get('after') ?? 0);
    const page = all.filter(({ id }) => Number(id) > after).slice(0, pageSize);
    const left = all.filter(({ id }) => Number(id) > after).length;
    return { status: 200, body: { users: show(page), total: left } };
  }

  function findTaken(body: JsonObject, id?: string): SiteAnswer | undefined {
    for (const field of ['login', 'email'] as const) {
      const taken = [...rows.values()].some((row) => row.id !== id && row[field] === body[field]);
      if (taken) return { status: 409, body: { field } };
    }
    return undefined;
  }

  function create(body: JsonObject): SiteAnswer {
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
    return { status: 201, body: { ...row } as unknown as Json };
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
    return { status: 200, body: { ...row } as unknown as Json };
  }

  return {
    rows,
    answer(request) {
      const { method, path, body } = request;
      if (path === '/site') return { status: 200, body: { home: 'https://faulty.example' } };
      if (path === '/users') return method === 'POST' ? create(body) : list(request);
      const row = rows.get(path.slice('/users/'.length));
      if (row === undefined) return { status: 404, body: {} };
      if (method === 'GET') return { status: 200, body: { ...row } as unknown as Json };
      if (method === 'PATCH') return change(row, body);
      rows.delete(row.id);
      return { status: 204, body: {} };
    },
  };
}

function rolesOf({ roles }: JsonObject): readonly string[] | undefined {
  if (!Array.isArray(roles)) return undefined;
  return roles.length === 0 ? ['subscriber'] : roles.map(String);
}

function show(rows: readonly SiteRow[]): Json {
  return rows.map((row) => ({ ...row })) as unknown as Json;
}
