import type { Json } from '@linkspan/core';
import {
  addMiniOrangeUser,
  emptyList,
  findByEmail,
  findByLogin,
  listOf,
  type MiniOrangeAnswer,
  type MiniOrangeBody,
  type MiniOrangeRequest,
  type MiniOrangeSite,
  type MiniOrangeUser,
  refusal,
} from './mini-orange-site.js';

/** miniOrange's premium form 20.0.4, as its source reads (O8 to O11). It was never run. */
export function answerPremium(site: MiniOrangeSite, request: MiniOrangeRequest): MiniOrangeAnswer {
  const { method, path, search, json } = request;
  const found = /^(?:\/v2)?\/Users(?:\/(.+))?$/.exec(path);
  if (found === null) return emptyList();
  const [, id] = found;
  // Whatever the method is, and whatever it is about.
  if (search !== '') return find(site, new URLSearchParams(search));
  if (id === undefined) return method === 'POST' ? create(site, json) : listWithoutQuery(site);
  const user = site.users.get(Number(id));
  if (user === undefined) return refusal(404, 'User not found');
  const before = show(user);
  if (method === 'GET') return { status: 200, body: before };
  if (method === 'DELETE') deprovision(site, user);
  if (method === 'PUT') replace(site, user, json);
  if (method === 'PATCH') patch(site, user, json);
  return { status: 200, body: before };
}

function find(site: MiniOrangeSite, query: URLSearchParams): MiniOrangeAnswer {
  const filter = query.get('filter');
  if (filter === null) {
    const [count, startIndex] = [Number(query.get('count') ?? 20), Number(query.get('startIndex') ?? 1)];
    const all = [...site.users.values()];
    const page = all.slice(startIndex - 1, startIndex - 1 + count).map(show);
    return { status: 200, body: listOf(page, all.length, count < all.length ? String(count) : count, startIndex) };
  }
  // Split at spaces; the attribute is not looked at.
  const [, operator, value = ''] = filter.split(' ');
  if (operator !== 'eq') return { status: 200 };
  const wanted = value.replaceAll('"', '');
  const found = findByLogin(site, wanted) ?? findByEmail(site, wanted);
  return found === undefined ? emptyList() : { status: 200, body: listOf([show(found)], 1) };
}

/** `LIMIT 1, n`: the first one is passed over (O10). */
function listWithoutQuery(site: MiniOrangeSite): MiniOrangeAnswer {
  const all = [...site.users.values()];
  return { status: 200, body: listOf(all.slice(1, 51).map(show), all.length) };
}

function create(site: MiniOrangeSite, json: MiniOrangeBody): MiniOrangeAnswer {
  const email = json.emails?.[0]?.value ?? '';
  const login = (json.userName || email).slice(0, 50);
  const existing = findByLogin(site, login) ?? findByEmail(site, email);
  if (existing !== undefined) {
    const stale = show(existing);
    write(existing, json);
    return { status: 201, body: stale };
  }
  const user = addMiniOrangeUser(site, { login, email });
  write(user, json);
  return { status: 201, body: show(user) };
}

/** Without `active`, or with a false one, the user is deprovisioned (O8). */
function replace(site: MiniOrangeSite, user: MiniOrangeUser, json: MiniOrangeBody): void {
  if (json.active) {
    user.active = true;
    write(user, json);
  } else {
    deprovision(site, user);
  }
}

function write(user: MiniOrangeUser, { name, displayName, emails }: MiniOrangeBody): void {
  user.firstName = name?.givenName ?? '';
  user.lastName = name?.familyName ?? '';
  user.displayName = displayName ?? user.login;
  user.email = emails?.[0]?.value ?? user.email;
}

function patch(site: MiniOrangeSite, user: MiniOrangeUser, { Operations = [] }: MiniOrangeBody): void {
  for (const { path, value } of Operations) {
    if (path === undefined) {
      const { active } = value as { readonly active?: unknown };
      if (active === true) user.active = true;
      if (active === false) deprovision(site, user);
    } else if (path === 'active') {
      // A condition that is always true: the value does not matter (O9).
      deprovision(site, user);
    } else if (path === 'displayName') {
      user.displayName = String(value);
    } else if (path === 'name.givenName') {
      user.firstName = String(value);
    } else if (path === 'name.familyName') {
      user.lastName = String(value);
    }
  }
}

function deprovision(site: MiniOrangeSite, user: MiniOrangeUser): void {
  if (site.deprovision === 'delete') site.users.delete(user.id);
  else user.active = false;
}

function show(user: MiniOrangeUser): Json {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: String(user.id),
    userName: user.login,
    name: { givenName: user.firstName, familyName: user.lastName, formatted: `${user.firstName} ${user.lastName}` },
    displayName: user.displayName,
    emails: [{ value: user.email, primary: true }],
    active: user.active,
    'urn:ietf:params:scim:schemas:extension:CustomExtensionName:2.0:User': [],
  };
}
