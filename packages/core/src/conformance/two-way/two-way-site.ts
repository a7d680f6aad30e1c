import type { Json, JsonObject } from '../../scim/json.js';
import type { ReachedSite } from '../histories/faulty-network.js';
import type { SiteAnswer, SiteRequest } from '../histories/faulty-site.js';
import { listRows, showRow } from '../histories/list-rows.js';
import { createSiteFeed, type SiteFeed } from './site-feed.js';

export interface TwoWayRow {
  readonly id: string;
  readonly born: number;
  readonly login: string;
  email: string;
  name: string;
  title: string;
  active: boolean;
  roles: readonly string[];
  /** Counts every change of the row. */
  revision: number;
}

export type RowField = 'email' | 'name' | 'title' | 'active' | 'roles';
type RowChange = Partial<Pick<TwoWayRow, RowField>>;

export interface TwoWaySite extends ReachedSite {
  readonly rows: ReadonlyMap<string, TwoWayRow>;
  readonly feed: SiteFeed | undefined;
  byLogin(login: string): TwoWayRow | undefined;
  /** By somebody there. */
  edit(row: TwoWayRow, change: RowChange): void;
  place(row: Pick<TwoWayRow, 'login' | 'email' | 'name' | 'title'>): TwoWayRow;
  remove(row: TwoWayRow): void;
  /** Done once, when a row has been read and the answer is on its way. */
  afterRead(id: string, act: () => void): void;
  /** What waited for a read that has not come is not done any more. */
  forgetReads(): void;
  /** A write of ours reached the row of `login`; `unseen`: of these fields what somebody had changed there since we read the row. */
  onWritten(listener: (login: string, unseen: readonly RowField[]) => void): void;
}

export const service = 'service';

/**
 * An application on whose accounts people work, too. It keeps addresses in lower case and escapes what it keeps of a name, and may have a
 * feed of what changed, which tells of our writes like of anybody's. Whoever is blocked loses their roles.
 */
export function createTwoWaySite({ hasFeed }: { readonly hasFeed: boolean }): TwoWaySite {
  const rows = new Map<string, TwoWayRow>();
  const edited = new Map<string, Map<RowField, number>>();
  const traps = new Map<string, (() => void)[]>();
  const listeners: ((login: string, unseen: readonly RowField[]) => void)[] = [];
  const feed = hasFeed ? createSiteFeed() : undefined;
  let lastId = 0;

  function make(fields: Pick<TwoWayRow, 'login' | 'email' | 'name' | 'title'>, roles: readonly string[]): TwoWayRow {
    lastId += 1;
    const row: TwoWayRow = { ...fields, id: String(lastId), born: Date.now(), active: true, roles, revision: 1 };
    rows.set(row.id, row);
    return row;
  }

  function change(row: TwoWayRow, values: RowChange): readonly RowField[] {
    Object.assign(row, values);
    row.revision += 1;
    if (!row.active) row.roles = [];
    return Object.keys(values) as RowField[];
  }

  function isTaken(body: JsonObject, id?: string): SiteAnswer | undefined {
    for (const field of ['login', 'email'] as const) {
      const wanted = body[field] === undefined ? undefined : String(body[field]).toLowerCase();
      const taken = [...rows.values()].some((row) => row.id !== id && row[field] === wanted);
      if (taken) return { status: 409, body: { field } };
    }
    return undefined;
  }

  function create(body: JsonObject): SiteAnswer {
    const taken = isTaken(body);
    if (taken !== undefined) return taken;
    const texts = { ...stored(body), login: String(body.login) };
    const row = make({ email: '', name: '', title: '', ...texts }, rolesOf(body.roles));
    feed?.tell({ id: row.id, kind: 'changed', origin: 'ours', by: service });
    return show(row, 201);
  }

  function write(row: TwoWayRow, body: JsonObject): SiteAnswer {
    const taken = isTaken(body, row.id);
    if (taken !== undefined) return taken;
    const { add, remove, roles, active, seen } = body;
    const open = active === undefined ? row.active : active === true;
    const base = Array.isArray(roles) ? rolesOf(roles) : row.roles;
    const others = base.filter((role) => !rolesOf(remove).includes(role));
    const changesRoles = [add, remove, roles].some(Array.isArray);
    const names = change(row, {
      ...stored(body),
      ...(active !== undefined && { active: open }),
      ...(changesRoles && { roles: [...new Set([...others, ...rolesOf(add)])] }),
    });
    const since = edited.get(row.id);
    // Whoever is closed out loses their roles with it, also what was given too late to come back: a leaver does not wait for that.
    const touched = row.active ? names : [...new Set([...names, 'roles' as const])];
    const unseen = touched.filter(
      (name) => (since?.get(name) ?? 0) > (name === 'roles' && !row.active ? 0 : Number(seen ?? 0)),
    );
    for (const name of touched) since?.delete(name);
    for (const listener of listeners) listener(row.login, unseen);
    feed?.tell({ id: row.id, kind: 'changed', origin: 'ours', by: service, fields: names });
    return show(row);
  }

  function remove(row: TwoWayRow, by: { readonly origin: 'ours' | 'theirs'; readonly by: string }): void {
    rows.delete(row.id);
    feed?.tell({ id: row.id, kind: 'deleted', ...by });
  }

  function answerAbout(id: string, { method, body }: SiteRequest): SiteAnswer {
    const row = rows.get(id);
    if (row === undefined) return { status: 404, body: {} };
    if (method === 'GET') {
      const answer = show(row);
      for (const act of traps.get(id)?.splice(0) ?? []) act();
      return answer;
    }
    if (method === 'PATCH') return write(row, body);
    remove(row, { origin: 'ours', by: service });
    return { status: 204, body: {} };
  }

  return {
    rows,
    groups: { size: 0 },
    feed,
    byLogin: (login) => [...rows.values()].find((row) => row.login === login),
    edit(row, values) {
      const names = change(row, values);
      const since = edited.get(row.id) ?? new Map<RowField, number>();
      edited.set(row.id, since);
      for (const name of names) since.set(name, row.revision);
      feed?.tell({ id: row.id, kind: 'changed', origin: 'theirs', by: 'mallory', fields: names });
    },
    place(fields) {
      const row = make(fields, ['subscriber']);
      feed?.tell({ id: row.id, kind: 'changed', origin: 'theirs', by: 'mallory' });
      return row;
    },
    remove: (row) => remove(row, { origin: 'theirs', by: 'mallory' }),
    afterRead: (id, act) => void traps.set(id, [...(traps.get(id) ?? []), act]),
    forgetReads: () => traps.clear(),
    onWritten: (listener) => void listeners.push(listener),
    answer(request) {
      const [place = '', id] = request.path.slice(1).split('/');
      if (place === 'site') return { status: 200, body: { home: 'https://faulty.example' } };
      if (place === 'changes')
        return feed === undefined ? { status: 501, body: {} } : feed.read(request.query.get('since') ?? undefined);
      if (id !== undefined) return answerAbout(id, request);
      return request.method === 'POST'
        ? create(request.body)
        : listRows(rows, lowered(request.query), ['login', 'email']);
    },
  };
}

function show(row: TwoWayRow, status = 200): SiteAnswer {
  return showRow(row, status);
}

/** As it keeps what it is sent. */
function stored({ email, name, title }: JsonObject): RowChange {
  return {
    ...(email !== undefined && { email: String(email).toLowerCase() }),
    ...(name !== undefined && { name: escapeText(String(name ?? '')) }),
    ...(title !== undefined && { title: String(title ?? '') }),
  };
}

export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;');
}

function rolesOf(value: Json | undefined): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function lowered(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(Object.fromEntries([...query].map(([key, value]) => [key, value.toLowerCase()])));
}
