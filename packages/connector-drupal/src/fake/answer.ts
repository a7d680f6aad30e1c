import type { Json } from '@linkspan/core';
import { cancelFakeUser, deleteFakeUser } from './delete-fake-user.js';
import { answerCompanion } from './fake-companion.js';
import { changeFakeRoles, listFakeRoles } from './fake-roles.js';
import { authenticate, type FakeSite } from './fake-site.js';
import type { FakeUser } from './fake-user.js';
import { document, type FakeAnswer, mediaType, notConverted, plainRefusal, refusal } from './json-api.js';
import { listFakeUsers } from './list-fake-users.js';
import { giveFakeToken, logInToFake, showPage } from './show-page.js';
import { showUser } from './show-user.js';
import { createFakeUser, updateFakeUser } from './write-fake-user.js';

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly cookie: string | undefined;
  readonly contentType: string | undefined;
  readonly text: string;
  readonly json: Json | undefined;
}

/** The site as a function: the order of its refusals is Drupal's. */
export function answer(site: FakeSite, request: FakeRequest): FakeAnswer {
  const { method, url, cookie = '', text, json } = request;
  const path = url.pathname.replace(/(.)\/$/, '$1');
  if (path === '/oauth/token') return giveFakeToken(site, new URLSearchParams(text));
  const actor = authenticate(site, request.authorization);
  if (actor === 'refused') return plainRefusal(401, 'The resource owner or authorization server denied the request.');
  if (path === '/jsonapi' || path.startsWith('/jsonapi/')) return answerJsonApi(site, actor, request, path);
  const [, uid] = /^\/user\/(\d+)$/.exec(path) ?? [];
  if (uid !== undefined && method === 'DELETE') return deleteFakeUser(site, actor, Number(uid));
  if (path === '/user/login' && method === 'POST') return logInToFake(site, json);
  if (path === '/user/login_status') return { status: 200, body: site.sessions.has(cookie) ? 1 : 0 };
  return answerCompanion(site, actor, url) ?? showPage(site, path);
}

function answerJsonApi(site: FakeSite, actor: FakeUser | undefined, request: FakeRequest, path: string): FakeAnswer {
  const { method, url, json, contentType } = request;
  if (path === '/jsonapi') {
    const links = { self: { href: url.href }, 'user--user': { href: `${url.origin}/jsonapi/user/user` } };
    const me = actor && {
      links: { me: { meta: { id: actor.id }, href: `${url.origin}/jsonapi/user/user/${actor.id}` } },
    };
    return document(200, { data: [], ...(me && { meta: me }), links });
  }
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead && json !== undefined && contentType !== mediaType) {
    return refusal(415, `No route found that matches "Content-Type: ${contentType}"`);
  }
  if (!isRead && site.settings.readOnly) {
    const where = `${url.origin}/admin/config/services/jsonapi`;
    return refusal(
      405,
      `JSON:API is configured to accept only read operations. Site administrators can configure this at ${where}.`,
    );
  }
  if (path === '/jsonapi/user_role/user_role') return listFakeRoles(site, actor, url.searchParams);
  if (path === '/jsonapi/user/user') {
    return isRead
      ? listFakeUsers(site, actor, url, request.authorization !== undefined)
      : createFakeUser(site, actor, json);
  }
  const [, id = '', related] = /^\/jsonapi\/user\/user\/([^/]+)(\/relationships\/roles)?$/.exec(path) ?? [];
  const user = site.users.get(decodeURIComponent(id));
  if (user === undefined) return notConverted('jsonapi.user--user.individual');
  if (related !== undefined) return changeFakeRoles(site, actor, user, method, json);
  if (method === 'PATCH') return updateFakeUser(site, actor, user, json);
  if (method === 'DELETE') return cancelFakeUser(site, actor, user);
  return document(200, { data: showUser(site, actor, user) });
}
