import { randomUUID } from 'node:crypto';
import type { Json } from '@linkspan/core';
import { powers } from '../roles.js';
import { type FakeSite, mayAdminister } from './fake-site.js';
import type { FakeUser } from './fake-user.js';
import { type FakeAnswer, plainRefusal } from './json-api.js';
import { sendHint } from './send-hint.js';

/** What a companion keeps. */
export interface FakeCompanion {
  readonly site: string;
  readonly feed: string;
  readonly rows: { readonly [key: string]: Json }[];
  /** Rows that are not kept any more. */
  forgotten: number;
}

export function makeFakeCompanion(): FakeCompanion {
  return { site: randomUUID(), feed: randomUUID(), rows: [], forgotten: 0 };
}

/** The names by which the connector's rules know what the fake keeps otherwise. */
const remoteNames: Readonly<Record<string, string>> = {
  preferredLangcode: 'preferred_langcode',
  externalId: 'linkspan_external_id',
};

export function recordChange(
  { companion, settings, now }: FakeSite,
  actor: FakeUser | undefined,
  user: FakeUser,
  kind: 'changed' | 'deleted',
  fields: readonly string[],
): void {
  if (companion === undefined) return;
  companion.rows.push({
    seq: companion.rows.length + 1,
    account: user.id,
    kind,
    at: new Date(now()).toISOString(),
    origin: actor?.name === 'linkspan' ? 'ours' : 'theirs',
    by: actor?.name ?? null,
    fields: fields.map((name) => remoteNames[name] ?? name),
  });
  if (settings.webhook !== undefined) void sendHint(companion, settings.webhook);
}

export function forgetChanges({ companion }: FakeSite): void {
  if (companion !== undefined) companion.forgotten = companion.rows.length;
}

const features = ['external-id', 'lookup', 'feed', 'webhook', 'roles', 'owned', 'protect'];

/** `docs/companion-protocol.md`, as far as the connector asks. */
export function answerCompanion(site: FakeSite, actor: FakeUser | undefined, url: URL): FakeAnswer | undefined {
  const { companion } = site;
  const [, path] = /^\/linkspan\/v1(\/.*)?$/.exec(url.pathname) ?? [];
  if (companion === undefined || !url.pathname.startsWith('/linkspan/v1')) return undefined;
  if (!mayAdminister(site, actor)) return plainRefusal(403, "The 'administer users' permission is required.");
  const { feed, rows } = companion;
  if (path === undefined || path === '/') {
    const range = { id: feed, first: companion.forgotten + 1, last: rows.length };
    return {
      status: 200,
      body: {
        companion: 1,
        version: '0.1.0',
        site: companion.site,
        features,
        feed: range,
        webhook: site.settings.webhook !== undefined,
      },
    };
  }
  if (path === '/changes') return changes(companion, url.searchParams);
  if (path === '/roles') {
    const items = [...site.roles.values()].map(({ key, id, permissions, isAdmin }) => ({
      key,
      name: key,
      id,
      privileged: isAdmin || powers.some((power) => permissions.includes(power)),
    }));
    return { status: 200, body: { items } };
  }
  const [, id = ''] = /^\/users\/([^/]+)\/owned$/.exec(path) ?? [];
  const user = site.users.get(id);
  if (user === undefined) return plainRefusal(404, 'There is no such account.');
  const count = [...site.pages.values()].filter((uid) => uid === user.uid).length;
  return { status: 200, body: { count, of: 'pages' } };
}

function changes({ feed, rows, forgotten }: FakeCompanion, query: URLSearchParams): FakeAnswer {
  const since = query.get('since');
  if (since === null) return { status: 200, body: { feed, next: rows.length, more: false, reset: false, items: [] } };
  const limit = Math.min(Number(query.get('limit') ?? 500), 500);
  const from = Number(since);
  const reset = query.get('feed') !== feed || from > rows.length || from < forgotten;
  const items = reset ? [] : rows.slice(from, from + limit);
  const next = reset ? rows.length : from + items.length;
  return { status: 200, body: { feed, next, more: next < rows.length, reset, items } };
}
