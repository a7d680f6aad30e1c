import type { Json, JsonObject } from '../../scim/json.js';
import { createSiteGroups, type SiteGroup } from './site-groups.js';
import { createSiteUsers, type SiteRow } from './site-users.js';

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
  readonly groups: ReadonlyMap<string, SiteGroup>;
  /** Does what is asked, at once. */
  answer(request: SiteRequest): SiteAnswer;
}

/** One kind of thing that the site has. */
export interface SiteTable {
  list(query: URLSearchParams): SiteAnswer;
  create(body: JsonObject): SiteAnswer;
  /** `rest` is what follows the id. */
  answer(id: string, rest: readonly string[], request: SiteRequest): SiteAnswer;
}

/**
 * An application with a small API of its own: `GET /site`, `/users` (exact match of `login` or `email`, or page by page with the number of
 * all), `/users/{id}`; `POST /users`; `PATCH` and `DELETE /users/{id}`. Like WordPress it takes whole sets of roles, and keeps none of
 * who is blocked. Whoever has no role gets `subscriber`. The same of `/groups` (exact match of `name`), whose members come and go one by
 * one: `PUT` and `DELETE /groups/{id}/members/users/{id}`, or `…/members/groups/{id}`. Whoever is removed is in no group any more.
 */
export function createFaultySite({ refusesDuplicates }: { readonly refusesDuplicates: boolean }): FaultySite {
  const users = createSiteUsers(refusesDuplicates, (id) => groups.expel({ type: 'User', id }));
  const groups = createSiteGroups(refusesDuplicates, (id) => users.rows.has(id));
  const tables: Readonly<Record<string, SiteTable>> = { users, groups };
  return {
    rows: users.rows,
    groups: groups.rows,
    answer(request) {
      const [place = '', id, ...rest] = request.path.slice(1).split('/');
      if (place === 'site') return { status: 200, body: { home: 'https://faulty.example' } };
      const table = tables[place];
      if (table === undefined) return { status: 404, body: {} };
      if (id !== undefined) return table.answer(id, rest, request);
      return request.method === 'POST' ? table.create(request.body) : table.list(request.query);
    },
  };
}
