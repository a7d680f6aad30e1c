import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { close, type Fault, listen, takeFault } from '@linkspan/core/fake';
import { answer, type FakeRequest } from './answer.js';
import { removeUser } from './delete-fake-user.js';
import { forgetChanges, makeFakeCompanion } from './fake-companion.js';
import { addUser, type FakeSettings, type FakeSite, getUser, makeFakeSite, type NewFakeUser } from './fake-site.js';
import { type FakeRole, type FakeUser, makeRole, rolesAtFirst } from './fake-user.js';
import { readRequest, send } from './http.js';
import { changeFakeUser } from './write-fake-user.js';

export interface StartFakeDrupal {
  /** Whether the companion is installed. Default false. */
  readonly companion?: boolean;
  /** Whether the module Simple OAuth is installed, with a client of the service account. Default false. */
  readonly oauth?: boolean;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** A Drupal made of nothing, on a free port of the loopback: enough of it for Linkspan, with the answers of a real one. */
export interface FakeDrupal {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** The service account's uuid, and that of uid 1. */
  readonly serviceId: string;
  readonly adminId: string;
  readonly adminPassword: string;
  /** With `oauth`. */
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  readonly settings: FakeSettings;
  /** What the site holds, by uuid; tests may change it behind our back. */
  readonly users: Map<string, FakeUser>;
  readonly roles: Map<string, FakeRole>;
  readonly pages: Map<string, number>;
  readonly mails: readonly string[];
  /** Everything that was asked, oldest first. */
  readonly requests: readonly FakeRequest[];
  addUser(user: NewFakeUser): FakeUser;
  /** What the site's own code does on its command line: nobody is signed in, and the companion sees it. Throws where there is no such account. */
  changeUser(id: string, change: (user: FakeUser) => void): void;
  removeUser(id: string): void;
  addRole(key: string, permissions?: readonly string[]): void;
  /** The companion forgets what has happened until now, as after 30 days. */
  forgetChanges(): void;
  /** Ends all tokens. */
  expireTokens(): void;
  inject(fault: Fault<FakeRequest>): void;
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Puts the site back to how it was at first. */
  reset(): void;
  stop(): Promise<void>;
}

export async function startFakeDrupal({
  companion = false,
  oauth = false,
  now = Date.now,
}: StartFakeDrupal = {}): Promise<FakeDrupal> {
  const client = { clientId: 'linkspan', clientSecret: randomUUID() };
  const site: FakeSite = makeFakeSite({
    companion: companion ? makeFakeCompanion() : undefined,
    oauth: oauth ? { ...client, tokens: new Map() } : undefined,
    now,
  });
  addUser(site, { name: '' });
  const [adminPassword, password] = [randomUUID(), randomUUID()];
  const admin = addUser(site, { name: 'admin', mail: 'admin@site.example', pass: adminPassword, status: true });
  const service = addUser(site, {
    name: 'linkspan',
    mail: 'linkspan@site.example',
    pass: password,
    status: true,
    roles: ['linkspan'],
  });
  const first = structuredClone({ users: [...site.users.values()], settings: site.settings });
  const requests: FakeRequest[] = [];
  const faults: { fault: Fault<FakeRequest>; left: number }[] = [];
  let url = '';

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming, new URL(incoming.url ?? '/', url));
    requests.push(request);
    const trouble = takeFault(faults, request);
    if (trouble?.kind === 'lost-request') return void outgoing.destroy();
    if (trouble?.kind === 'slow') await pause(trouble.milliseconds);
    if (trouble?.kind === 'instead') {
      const { status, headers = {}, body } = trouble;
      return send(outgoing, { status, headers, body });
    }
    const given = answer(site, request);
    if (trouble?.kind === 'lost-answer') return void outgoing.destroy();
    send(outgoing, given);
  }

  let server = await listen(serve, 0);
  const { port } = server.address() as { port: number };
  url = `http://127.0.0.1:${port}`;
  return {
    url,
    username: service.name,
    password,
    serviceId: service.id,
    adminId: admin.id,
    adminPassword,
    client,
    settings: site.settings,
    users: site.users,
    roles: site.roles,
    pages: site.pages,
    mails: site.mails,
    requests,
    addUser: (user) => addUser(site, user),
    changeUser(id, change) {
      const user = getUser(site, id);
      changeFakeUser(site, undefined, user, () => change(user));
    },
    removeUser: (id) => removeUser(site, undefined, getUser(site, id)),
    addRole: (key, permissions) => void site.roles.set(key, makeRole(key, permissions)),
    forgetChanges: () => forgetChanges(site),
    expireTokens: () => site.oauth?.tokens.clear(),
    inject: (fault) => void faults.push({ fault, left: fault.times ?? 1 }),
    pause: () => close(server),
    async resume() {
      server = await listen(serve, port);
    },
    reset() {
      Object.assign(site.settings, first.settings);
      for (const kept of [site.users, site.roles, site.pages, site.sessions, site.flood]) kept.clear();
      for (const user of structuredClone(first.users)) site.users.set(user.id, user);
      for (const [key, role] of rolesAtFirst()) site.roles.set(key, role);
      site.mails.length = 0;
      faults.length = 0;
    },
    stop: () => close(server),
  };
}
