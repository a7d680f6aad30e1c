import type { Json } from '@linkspan/core';
import {
  addMiniOrangeUser,
  emptyList,
  findByEmail,
  findByLogin,
  type MiniOrangeAnswer,
  type MiniOrangeBody,
  type MiniOrangeRequest,
  type MiniOrangeSite,
  type MiniOrangeUser,
  refusal,
} from './mini-orange-site.js';

/** miniOrange's free form 1.1.1, as it was seen (O1 to O7, O11). */
export function answerFree(site: MiniOrangeSite, request: MiniOrangeRequest): MiniOrangeAnswer {
  const { method, path, search, json } = request;
  const [, id] = /^(?:\/v2)?\/Users\/(.+)$/.exec(path) ?? [];
  if (id === undefined) return method === 'POST' && path.endsWith('/Users') ? create(site, json) : emptyList();
  // The query is taken for a part of the id (O7).
  const user = search === '' ? site.users.get(Number(id)) : undefined;
  if (user === undefined) return refusal(404, 'User not found');
  if (method === 'PUT') changeNames(site, json);
  const answer = method === 'PATCH' || method === 'PUT' ? { ...show(user), active: 1 } : show(user);
  return { status: 200, body: answer };
}

/** A log-in or an address that is there already is overwritten, and answered like a new one (O2). */
function create(site: MiniOrangeSite, json: MiniOrangeBody): MiniOrangeAnswer {
  const email = json.emails?.[0]?.value ?? '';
  const login = (json.userName || email).replace(/[^a-z0-9 _.\-@]/gi, '');
  const existing = findByLogin(site, login) ?? findByEmail(site, email);
  const user = existing ?? addMiniOrangeUser(site, { login, email });
  user.email = email;
  // The last name is not stored.
  user.firstName = json.name?.givenName ?? user.firstName;
  return { status: 201, body: { ...(json as Record<string, Json>), id: user.id, meta: { resourceType: 'User' } } };
}

/** Of the user whom the body names, not the address (O6). */
function changeNames(site: MiniOrangeSite, { userName = '', name }: MiniOrangeBody): void {
  const user = findByLogin(site, userName);
  if (user === undefined) return;
  user.firstName = name?.givenName ?? '';
  user.lastName = name?.familyName ?? '';
}

function show(user: MiniOrangeUser): Record<string, Json> {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    id: `[${user.id}]`,
    externalID: user.login,
    userName: user.login,
    name: { givenName: user.firstName, familyName: user.lastName },
    emails: [{ value: user.email, type: 'work', primary: true }],
    active: 'true',
  };
}
