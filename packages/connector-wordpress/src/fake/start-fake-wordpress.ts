import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { close, type Fault, listen, takeFault } from '@linkspan/core/fake';
import { answer, type FakeRequest } from './answer.js';
import { createFakeCompanion, type FakeChange, type FakeCompanion, recordChanges } from './fake-companion.js';
import {
  addApplicationPassword,
  addUser,
  type FakePost,
  type FakeRegistration,
  type FakeSite,
  findBy,
  type NewFakeUser,
} from './fake-site.js';
import type { FakeUser } from './fake-user.js';
import { readRequest, send } from './http.js';
import { showPage } from './show-page.js';

export interface StartFakeWordPress {
  readonly permalinks?: 'pretty' | 'plain';
  readonly locales?: readonly string[];
  /** True from WordPress 6.8 on. Default false. */
  readonly searchColumns?: boolean;
  /** False: a site without https. */
  readonly applicationPasswords?: boolean;
  /** True: with our must-use plugin. Default false. */
  readonly companion?: boolean;
  /** The most changes on a page of its feed, whatever is asked for. Default 500. */
  readonly feedPage?: number;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** A WordPress made of nothing, on a free port of the loopback: enough of it for Linkspan, with the answers of a real one. */
export interface FakeWordPress {
  readonly url: string;
  readonly username: string;
  readonly userId: number;
  readonly applicationPassword: string;
  readonly admin: { readonly id: number; readonly username: string; readonly email: string };
  /** What the site holds; tests may change it behind our back. */
  readonly users: ReadonlyMap<number, FakeUser>;
  readonly mails: readonly { readonly to: string; readonly subject: string }[];
  /** Everything that was asked, oldest first. */
  readonly requests: readonly FakeRequest[];
  addUser(user: NewFakeUser): FakeUser;
  /** Installs the companion, or takes it away. */
  setCompanion(installed: boolean): void;
  /** The companion's feed, oldest first; empty without one. */
  readonly changes: readonly FakeChange[];
  /** A change that is not ours, such as an administrator's on a page: what `act` does to `users` gets into the companion's feed. */
  edit(by: string | null, act: () => void): void;
  /** What 30 days do to the feed: only its last row is left. */
  forgetChanges(): void;
  /** What a deletion hands on or throws away. */
  readonly posts: Map<number, FakePost>;
  setRegistration(registration: FakeRegistration): void;
  /** Adds the REST namespace of a plugin. */
  addPlugin(namespace: string): void;
  /** By the log-in form. */
  canLogIn(login: string, password: string): boolean;
  inject(fault: Fault<FakeRequest>): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  snapshot(): string;
  restore(snapshot: string): void;
  stop(): Promise<void>;
}

interface Snapshot {
  readonly registration: FakeRegistration;
  readonly nextId: number;
  readonly users: readonly FakeUser[];
  readonly posts: readonly (readonly [number, FakePost])[];
  readonly companion?: FakeCompanion;
}

export async function startFakeWordPress(options: StartFakeWordPress = {}): Promise<FakeWordPress> {
  const {
    permalinks = 'pretty',
    locales = [],
    searchColumns = false,
    applicationPasswords = true,
    companion = false,
    feedPage = 500,
    now = Date.now,
  } = options;
  const site: FakeSite = {
    title: 'A fake WordPress',
    users: new Map(),
    nextId: 1,
    mails: [],
    registration: 'closed',
    plugins: [],
    companion: undefined,
    posts: new Map([[1, { author: 1, type: 'posts', status: 'publish' }]]),
    locales,
    searchColumns,
    applicationPasswords,
    feedPage,
    now,
  };
  const admin = addUser(site, { login: 'admin', email: 'admin@site.example', roles: ['administrator'] });
  const service = addUser(site, { login: 'linkspan', email: 'linkspan@site.example', roles: ['administrator'] });
  const applicationPassword = addApplicationPassword(service, 'Linkspan');
  if (companion) site.companion = createFakeCompanion();
  const requests: FakeRequest[] = [];
  const faults: { fault: Fault<FakeRequest>; left: number }[] = [];
  let url = '';

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const target = new URL(incoming.url ?? '/', url);
    const route = routeOf(target, permalinks);
    const request = await readRequest(incoming, target, route ?? target.pathname);
    if (route !== undefined) requests.push(request);
    const trouble = takeFault(faults, request);
    if (trouble?.kind === 'lost-request') return void outgoing.destroy();
    if (trouble?.kind === 'slow') await pause(trouble.milliseconds);
    if (trouble?.kind === 'instead') {
      const { status, headers = {}, body } = trouble;
      return send(outgoing, { status, headers, body });
    }
    const given = route === undefined ? showPage(site, target, url, permalinks) : answer(site, url, request);
    if (trouble?.kind === 'lost-answer') return void outgoing.destroy();
    send(outgoing, given);
  }

  let server = await listen(serve, 0);
  const { port } = server.address() as { port: number };
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    username: service.login,
    userId: service.id,
    applicationPassword,
    admin: { id: admin.id, username: admin.login, email: admin.email },
    users: site.users,
    mails: site.mails,
    requests,
    posts: site.posts,
    addUser: (user) => recordChanges(site, null, 'theirs', () => addUser(site, user)),
    setCompanion(installed) {
      site.companion = installed ? createFakeCompanion() : undefined;
    },
    get changes() {
      return site.companion?.changes ?? [];
    },
    forgetChanges: () => void site.companion?.changes.splice(0, site.companion.changes.length - 1),
    edit: (by, act) => recordChanges(site, by, 'theirs', act),
    setRegistration(registration) {
      site.registration = registration;
    },
    addPlugin: (namespace) => void site.plugins.push(namespace),
    canLogIn(login, password) {
      const user = findBy(site, 'login', login);
      return user?.password === password && !user.suspended;
    },
    inject: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    pause: () => close(server),
    async resume() {
      server = await listen(serve, port);
    },
    snapshot() {
      const { nextId, registration } = site;
      const { users, posts, companion } = site;
      return JSON.stringify({ nextId, registration, users: [...users.values()], posts: [...posts], companion });
    },
    restore(snapshot) {
      const before = JSON.parse(snapshot) as Snapshot;
      site.nextId = before.nextId;
      site.registration = before.registration;
      site.companion = before.companion;
      site.users.clear();
      for (const user of before.users) site.users.set(user.id, user);
      site.posts.clear();
      for (const [number, post] of before.posts) site.posts.set(number, post);
    },
    stop: () => close(server),
  };
}

function routeOf(target: URL, permalinks: 'pretty' | 'plain'): string | undefined {
  const named = target.searchParams.get('rest_route');
  if (named !== null) return named;
  const [, pretty] = /^\/wp-json(\/.*)?$/.exec(target.pathname) ?? [];
  const asked = target.pathname.startsWith('/wp-json');
  return asked && permalinks === 'pretty' ? (pretty ?? '/').replace(/(.)\/$/, '$1') : undefined;
}
