import { powers } from '../user.js';
import type { FakeRequest } from './answer.js';
import type { FakeCompanion } from './fake-companion.js';
import { type FakeSite, findBy } from './fake-site.js';
import { can, type FakeUser, roleCapabilities } from './fake-user.js';
import { refuseProtected } from './protect-fake-user.js';
import { type FakeAnswer, forbidden, noRoute, noSuchUser, restError } from './rest-error.js';

const features = ['external-id', 'suspend', 'lookup', 'feed', 'webhook', 'roles', 'owned', 'protect'];

/** linkspan/v1, below which the companion answers; it sends no webhook. */
export function answerCompanion(site: FakeSite, actor: FakeUser | undefined, request: FakeRequest): FakeAnswer {
  const { companion } = site;
  const { method, query } = request;
  const route = request.route.replace(/^\/linkspan\/v1/, '');
  if (companion === undefined) return noRoute;
  if (!can(actor, 'list_users') || !can(actor, 'edit_users')) {
    const message = 'The companion answers who may list and edit users.';
    return forbidden(actor !== undefined, 'linkspan_forbidden', message);
  }
  if (actor !== undefined && !companion.callers.includes(actor.id)) companion.callers.push(actor.id);
  if (method === 'GET' && route === '') return { status: 200, body: describe(companion) };
  if (method === 'GET' && route === '/changes') return { status: 200, body: readFeed(site, companion, query) };
  if (method === 'GET' && route === '/users') return { status: 200, body: { items: find(site, query) } };
  if (method === 'GET' && route === '/roles') return { status: 200, body: { items: listRoles() } };
  if (method === 'POST' && route === '/flush') return { status: 200, body: { sent: 0 } };
  const [, id, verb] = /^\/users\/(\d+)\/(owned|suspended)$/.exec(route) ?? [];
  const user = site.users.get(Number(id));
  if (verb === undefined || method !== (verb === 'owned' ? 'GET' : 'PUT')) return noRoute;
  if (user === undefined) return noSuchUser;
  if (verb === 'suspended') return suspend(site, actor, user, request);
  const count = [...site.posts.values()].filter(({ author }) => author === user.id).length;
  return { status: 200, body: { count, of: 'posts, pages and files' } };
}

function ends({ feed, changes }: FakeCompanion) {
  return { id: feed, first: changes[0]?.seq ?? 1, last: changes.at(-1)?.seq ?? 0 };
}

function describe(companion: FakeCompanion) {
  const { site } = companion;
  return { companion: 1, version: '0.1.0', site, features, feed: ends(companion), webhook: false };
}

function readFeed({ feedPage }: FakeSite, companion: FakeCompanion, query: URLSearchParams) {
  const { id, first, last } = ends(companion);
  const page = { feed: id, next: last, more: false, reset: false, items: [] };
  const given = query.get('since');
  if (given === null) return page;
  const since = Number(given);
  if ((query.get('feed') ?? id) !== id || since + 1 < first || since > last) return { ...page, reset: true };
  const later = companion.changes.filter(({ seq }) => seq > since);
  const items = later.slice(0, Math.min(Number(query.get('limit') ?? 200), feedPage)).map((change) => ({ ...change }));
  return { ...page, items, next: items.at(-1)?.seq ?? since, more: later.length > items.length };
}

function find(site: FakeSite, query: URLSearchParams): readonly string[] {
  const [login, email, externalId] = ['login', 'email', 'externalId'].map((key) => query.get(key) ?? '');
  const found =
    findBy(site, 'login', login ?? '') ??
    findBy(site, 'email', email ?? '') ??
    [...site.users.values()].find((user) => externalId !== '' && user.externalId === externalId);
  return found === undefined ? [] : [String(found.id)];
}

function listRoles() {
  return Object.entries(roleCapabilities).map(([key, granted]) => ({
    key,
    name: key,
    id: key,
    privileged: powers.some((power) => granted.includes(power)),
  }));
}

function suspend(site: FakeSite, actor: FakeUser | undefined, user: FakeUser, { json }: FakeRequest): FakeAnswer {
  const { suspended } = (json ?? {}) as { readonly suspended?: unknown };
  if (typeof suspended !== 'boolean')
    return restError(400, 'rest_missing_callback_param', 'Missing parameter(s): suspended', { params: ['suspended'] });
  const refusal = suspended ? refuseProtected(site, actor, user) : undefined;
  if (refusal !== undefined) return refusal;
  user.suspended = suspended;
  return { status: 200, body: { suspended } };
}
