import { randomBytes, randomUUID } from 'node:crypto';
import type { FakeCompanion } from './fake-companion.js';
import { type FakeUser, roleCapabilities } from './fake-user.js';
import { slugOf } from './stored-text.js';

export interface FakeSiteOptions {
  readonly title: string;
  /** Installed beside the site's own, en_US. */
  readonly locales: readonly string[];
  /** What WordPress 6.8 brought. */
  readonly searchColumns: boolean;
  readonly applicationPasswords: boolean;
  /** The most changes on a page of the companion's feed, whatever is asked for. */
  readonly feedPage: number;
  now(): number;
}

/** The switch "Anybody can register", or a multisite's, which is read on another page. */
export type FakeRegistration = 'closed' | 'open' | 'network-closed' | 'network-open';

/** What somebody owns: a row of wp_posts. */
export interface FakePost {
  readonly author: number;
  /** As its REST route calls it. */
  readonly type: 'posts' | 'pages' | 'media';
  readonly status: 'publish' | 'draft' | 'private';
}

/** The database of one site. */
export interface FakeSite extends FakeSiteOptions {
  registration: FakeRegistration;
  /** REST namespaces of plugins. */
  readonly plugins: string[];
  readonly users: Map<number, FakeUser>;
  /** Never given twice, not even after a deletion. */
  nextId: number;
  readonly posts: Map<number, FakePost>;
  /** Of whom the site would have sent mail, and about what. */
  readonly mails: { readonly to: string; readonly subject: string }[];
  /** The must-use plugin of ours, where it is installed. */
  companion: FakeCompanion | undefined;
}

export interface NewFakeUser extends Partial<Omit<FakeUser, 'id' | 'login' | 'registered'>> {
  readonly login: string;
  readonly email: string;
}

export function addUser(site: FakeSite, given: NewFakeUser): FakeUser {
  const { login, email } = given;
  const id = site.nextId;
  site.nextId += 1;
  const user: FakeUser = {
    slug: freeSlug(site, slugOf(login)),
    url: '',
    displayName: login,
    firstName: '',
    lastName: '',
    nickname: login,
    description: '',
    locale: '',
    password: randomBytes(12).toString('hex'),
    roles: ['subscriber'],
    extraCapabilities: [],
    externalId: '',
    suspended: false,
    applicationPasswords: [],
    ...given,
    email,
    login,
    id,
    registered: new Date(Math.floor(site.now() / 1000) * 1000).toISOString().replace('.000Z', '+00:00'),
  };
  site.users.set(id, user);
  return user;
}

export function addApplicationPassword(user: FakeUser, name: string): string {
  const password = randomBytes(12).toString('hex');
  user.applicationPasswords.push({ uuid: randomUUID(), name, password });
  return password;
}

/** The database compares log-ins and e-mail without case. */
export function findBy(site: FakeSite, key: 'login' | 'email', value: string): FakeUser | undefined {
  const wanted = value.toLowerCase();
  return [...site.users.values()].find((user) => value !== '' && user[key].toLowerCase() === wanted);
}

/** Basic authentication by application password; whoever fails, or is suspended, is a visitor (W1, W2). */
export function authenticate(site: FakeSite, header: string | undefined): FakeUser | undefined {
  const [, encoded] = /^Basic (.+)$/.exec(header ?? '') ?? [];
  if (encoded === undefined || !site.applicationPasswords) return undefined;
  const [login = '', password = ''] = Buffer.from(encoded, 'base64').toString().split(/:(.*)/s);
  const user = findBy(site, 'login', login) ?? findBy(site, 'email', login);
  const bare = password.replaceAll(' ', '');
  return user?.applicationPasswords.some((one) => one.password === bare) && !user.suspended ? user : undefined;
}

export function isRole(role: string): boolean {
  return role in roleCapabilities;
}

function freeSlug(site: FakeSite, slug: string): string {
  const taken = new Set([...site.users.values()].map((user) => user.slug));
  for (let number = 2, free = slug; ; number += 1) {
    if (!taken.has(free)) return free;
    free = `${slug}-${number}`;
  }
}
