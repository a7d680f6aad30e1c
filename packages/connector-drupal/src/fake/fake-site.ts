import { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { FakeCompanion } from './fake-companion.js';
import { can, type FakeRole, type FakeUser, rolesAtFirst } from './fake-user.js';
import type { FakeWebhook } from './send-hint.js';

export interface FakeSettings {
  /** `jsonapi.settings:read_only` */
  readOnly: boolean;
  /** `user.settings:cancel_method` */
  cancelMethod: 'user_cancel_block' | 'user_cancel_block_unpublish' | 'user_cancel_reassign' | 'user_cancel_delete';
  /** `user.settings:register` */
  register: 'visitors' | 'visitors_admin_approval' | 'admin_only';
  /** Whether the REST module deletes users. */
  rest: boolean;
  /** Where the companion tells that there is something new. */
  webhook: FakeWebhook | undefined;
}

export interface FakeOAuth {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Tokens that are good, each with its end in milliseconds. */
  readonly tokens: Map<string, number>;
}

/** What there is of a Drupal. */
export interface FakeSite {
  readonly settings: FakeSettings;
  /** By uuid, in the order of their uids. */
  readonly users: Map<string, FakeUser>;
  /** By machine name. */
  readonly roles: Map<string, FakeRole>;
  readonly fields: string[];
  readonly languages: readonly string[];
  /** The owner's uid, by the page's number. */
  readonly pages: Map<string, number>;
  readonly mails: string[];
  /** The uid, by the cookie. */
  readonly sessions: Map<string, number>;
  /** Failed attempts by uid. */
  readonly flood: Map<number, number>;
  readonly companion: FakeCompanion | undefined;
  readonly oauth: FakeOAuth | undefined;
  now(): number;
}

export type NewFakeUser = Pick<FakeUser, 'name'> & Partial<Omit<FakeUser, 'name' | 'uid'>>;

export function makeFakeSite(given: Pick<FakeSite, 'companion' | 'oauth' | 'now'>): FakeSite {
  return {
    settings: {
      readOnly: false,
      cancelMethod: 'user_cancel_block',
      register: 'visitors_admin_approval',
      rest: true,
      webhook: undefined,
    },
    users: new Map(),
    roles: rolesAtFirst(),
    fields: ['field_first_name', 'field_last_name', 'field_display_name', 'field_job_title'],
    languages: ['en', 'de', 'pt-br'],
    pages: new Map(),
    mails: [],
    sessions: new Map(),
    flood: new Map(),
    ...given,
  };
}

export function addUser(site: FakeSite, given: NewFakeUser): FakeUser {
  const now = Math.floor(site.now() / 1_000);
  const uid = Math.max(-1, ...[...site.users.values()].map((user) => user.uid)) + 1;
  const user: FakeUser = {
    id: randomUUID(),
    mail: null,
    pass: undefined,
    status: false,
    roles: [],
    preferredLangcode: 'en',
    timezone: 'UTC',
    created: now,
    changed: now,
    values: {},
    externalId: null,
    ...given,
    uid,
  };
  site.users.set(user.id, user);
  return user;
}

export function getUser(site: FakeSite, id: string): FakeUser {
  const user = site.users.get(id);
  if (user === undefined) throw new Error(`the fake site has no account ${id}`);
  return user;
}

export function findByName(site: FakeSite, name: string): FakeUser | undefined {
  return [...site.users.values()].find((user) => user.uid > 0 && sameText(user.name, name));
}

export function sameText(one: string | null, other: string | null): boolean {
  return one?.toLowerCase() === other?.toLowerCase();
}

export function mayAdminister(site: FakeSite, actor: FakeUser | undefined): boolean {
  return can(site.roles, actor, 'administer users');
}

/** Drupal counts five failures of an account and then knows it no more (D3). */
const mostFailures = 5;

/** Whose credentials these are; nobody's where they are wrong, and no complaint (D2). `refused`: a token that is not known. */
export function authenticate(site: FakeSite, authorization = ''): FakeUser | 'refused' | undefined {
  const [scheme, value = ''] = authorization.split(' ', 2);
  if (scheme === 'Bearer') {
    const until = site.oauth?.tokens.get(value) ?? 0;
    return until > site.now() ? findByName(site, 'linkspan') : 'refused';
  }
  const [, name = '', pass] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  const user = findByName(site, name);
  if (user === undefined || !user.status) return undefined;
  const failures = site.flood.get(user.uid) ?? 0;
  if (failures >= mostFailures) return undefined;
  if (user.pass !== undefined && user.pass === pass) {
    site.flood.delete(user.uid);
    return user;
  }
  site.flood.set(user.uid, failures + 1);
  return undefined;
}
