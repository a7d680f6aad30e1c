import type { Json } from '@linkspan/core';
import { answerCompanion } from './answer-companion.js';
import { deleteFakeUser } from './delete-fake-user.js';
import { isOurs, recordChanges } from './fake-companion.js';
import { addApplicationPassword, authenticate, type FakePost, type FakeSite } from './fake-site.js';
import { can, type FakeUser } from './fake-user.js';
import { listFakePosts, listFakeTypes } from './list-fake-posts.js';
import { listFakeUsers } from './list-fake-users.js';
import { refuseMightier } from './protect-fake-user.js';
import { type FakeAnswer, forbidden, noRoute, noSuchUser, restError } from './rest-error.js';
import { showUser } from './show-user.js';
import type { Fields } from './validate-fields.js';
import { createFakeUser, updateFakeUser } from './write-fake-user.js';

export interface FakeRequest {
  readonly method: string;
  /** Below the REST root; of a page, its path. */
  readonly route: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly json: Json | undefined;
}

/** The REST API as a function: the order of its refusals is WordPress's. */
export function answer(site: FakeSite, address: string, request: FakeRequest): FakeAnswer {
  const actor = authenticate(site, request.authorization);
  if (['GET', 'HEAD', 'OPTIONS'].includes(request.method)) return dispatch(site, actor, address, request);
  return recordChanges(site, actor?.login ?? null, isOurs(site, actor) ? 'ours' : 'theirs', () =>
    dispatch(site, actor, address, request),
  );
}

function dispatch(site: FakeSite, actor: FakeUser | undefined, address: string, request: FakeRequest): FakeAnswer {
  const { method, route, query } = request;
  const fields = (request.json ?? {}) as Fields;
  if (route.startsWith('/linkspan/v1')) return answerCompanion(site, actor, request);
  if (route === '/') return { status: 200, body: index(site, address) };
  if (route === '/wp/v2/users') {
    if (method === 'GET') return listFakeUsers(site, actor, query);
    if (method === 'POST') return createFakeUser(site, actor, fields);
    return method === 'OPTIONS' ? { status: 200, body: description(site) } : noRoute;
  }
  if (method === 'GET' && route === '/wp/v2/types') return listFakeTypes(actor, query);
  const [, type] = /^\/wp\/v2\/(posts|pages|media)$/.exec(route) ?? [];
  if (method === 'GET' && type !== undefined) return listFakePosts(site, actor, type as FakePost['type'], query);
  const [, who = '', passwords] = /^\/wp\/v2\/users\/(me|\d+)(\/application-passwords)?$/.exec(route) ?? [];
  if (who === '') return noRoute;
  if (who === 'me' && actor === undefined)
    return restError(401, 'rest_not_logged_in', 'You are not currently logged in.');
  const id = who === 'me' ? (actor?.id ?? 0) : Number(who);
  if (passwords !== undefined) return answerPasswords(site, actor, site.users.get(id), request);
  if (['PUT', 'PATCH', 'POST'].includes(method)) return updateFakeUser(site, actor, id, fields);
  if (method === 'DELETE') return deleteFakeUser(site, actor, id, query);
  const user = site.users.get(id);
  if (user === undefined) return noSuchUser;
  const context = query.get('context') ?? 'view';
  if (context === 'edit' && who !== 'me' && !can(actor, 'list_users')) {
    return forbidden(actor !== undefined, 'rest_user_cannot_view', 'Sorry, you are not allowed to list users.');
  }
  return { status: 200, body: showUser(site, user, context, query.get('_fields') ?? undefined) };
}

function answerPasswords(
  site: FakeSite,
  actor: FakeUser | undefined,
  user: FakeUser | undefined,
  request: FakeRequest,
): FakeAnswer {
  if (!site.applicationPasswords)
    return restError(501, 'application_passwords_disabled', 'Application passwords are not available.');
  if (user === undefined) return noSuchUser;
  const verb = request.method === 'DELETE' ? 'delete' : request.method === 'POST' ? 'create' : 'list';
  const isMightier = verb !== 'list' && refuseMightier(site, actor, user) !== undefined;
  if ((!can(actor, 'edit_users') && actor?.id !== user.id) || isMightier) {
    const message = `Sorry, you are not allowed to ${verb} application passwords for this user.`;
    return forbidden(actor !== undefined, `rest_cannot_${verb}_application_passwords`, message);
  }
  if (request.method === 'POST') {
    return { status: 201, body: { name: 'test', password: addApplicationPassword(user, 'test') } };
  }
  if (request.method === 'DELETE') {
    const count = user.applicationPasswords.length;
    user.applicationPasswords = [];
    return { status: 200, body: { deleted: true, count } };
  }
  return { status: 200, body: user.applicationPasswords.map(({ uuid, name }) => ({ uuid, name })) };
}

function index(site: FakeSite, address: string): Json {
  return {
    name: site.title,
    url: address,
    home: address,
    namespaces: ['oembed/1.0', ...site.plugins, ...(site.companion ? ['linkspan/v1'] : []), 'wp/v2'],
    authentication: site.applicationPasswords
      ? { 'application-passwords': { endpoints: { authorization: `${address}/wp-admin/authorize-application.php` } } }
      : [],
  };
}

function description(site: FakeSite): Json {
  const args = { context: {}, search: {}, ...(site.searchColumns && { search_columns: {} }) };
  return {
    namespace: 'wp/v2',
    methods: ['GET', 'POST'],
    endpoints: [{ methods: ['GET'], args }],
    schema: { properties: { locale: { type: 'string', enum: ['', 'en_US', ...site.locales] } } },
  };
}
