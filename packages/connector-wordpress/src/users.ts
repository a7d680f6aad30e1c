import {
  type Account,
  type AccountRef,
  type ConnectorContext,
  ConnectorError,
  type Json,
  type ResourceConnector,
} from '@linkspan/core';
import type { Api } from './api.js';
import type { Config } from './config.js';
import { countOwned } from './count-owned.js';
import { deactivateUser } from './deactivate-user.js';
import { findUser } from './find-user.js';
import { createGuardian } from './guardian.js';
import { listUsers } from './list-users.js';
import { randomPassword } from './lock-account.js';
import { parseAnswer } from './parse-answer.js';
import { reactivateUser } from './reactivate-user.js';
import { removeUser } from './remove-user.js';
import { readServiceAccount } from './service-account.js';
import type { CompanionKey, SiteCompanion } from './site-companion.js';
import { toAccount, type User, userFields, userSchema } from './user.js';
import { createBody, toRoles, type UserBody, updateBody } from './user-body.js';
import { createUsersRouteReader } from './users-route.js';

/** The users of one site as accounts. */
export function createUsers(
  api: Api,
  config: Config,
  companion: SiteCompanion,
  context: ConnectorContext,
): ResourceConnector {
  const guardian = createGuardian(api, context.now);
  const usersRoute = createUsersRouteReader(api);

  async function account(user: User, signal: AbortSignal): Promise<Account> {
    return toAccount(user, await guardian.protection(user, signal));
  }

  async function read(id: string | number, signal: AbortSignal): Promise<User> {
    const [route, to] = [routeOf(id), 'show an account'];
    const query = { _fields: userFields };
    return parseAnswer(userSchema, await api.call({ method: 'GET', route, query, to }, signal), to);
  }

  async function write(id: string | number, json: UserBody, signal: AbortSignal): Promise<User> {
    const [route, to] = [routeOf(id), 'change an account'];
    let answer: Json;
    try {
      answer = await api.call({ method: 'PUT', route, json, to }, signal);
    } catch (error) {
      throw await disambiguated(error, json, String(id), signal);
    }
    try {
      return parseAnswer(userSchema, answer, to);
    } catch (error) {
      throw afterWrite(error);
    }
  }

  /** One code stands for an address that is taken and one that is none (W6). */
  async function disambiguated(error: unknown, { email }: UserBody, id: string, signal: AbortSignal): Promise<unknown> {
    const about = ConnectorError.is(error) && error.kind === 'invalid' && error.field === 'email';
    if (!about || typeof email !== 'string') return error;
    const holder = await findUser(api, { remote: 'email', value: email }, await usersRoute(signal), signal);
    if (holder === undefined || String(holder.id) === id) return error;
    const text = `wordpress: the e-mail address belongs to account ${holder.id} already. Change one of the two.`;
    return new ConnectorError('conflict', text, { field: 'email', cause: error });
  }

  async function findBy(remote: CompanionKey, value: string, signal: AbortSignal): Promise<User | undefined> {
    const id = await companion.find({ remote, value }, signal);
    if (id === null) return undefined;
    if (id !== undefined) return read(id, signal).catch(unlessGone);
    // Without a companion nothing at the site knows that id.
    if (remote === 'linkspan_external_id') return undefined;
    return findUser(api, { remote, value }, await usersRoute(signal), signal);
  }

  return {
    async list(cursor, signal) {
      // Signed in for certain: else a visitor's view of the site would be taken for all of its accounts (W2).
      if (cursor === undefined) await readServiceAccount(api, signal);
      const { items, ...page } = await listUsers(api, cursor, {}, signal);
      const accounts: Account[] = [];
      for (const user of items) accounts.push(await account(user, signal));
      return { ...page, items: accounts };
    },

    async find({ remote, value }, signal) {
      if (!isKey(remote)) {
        const text = `wordpress: accounts are found by username, email or linkspan_external_id, not by ${remote}.`;
        throw new ConnectorError('unsupported', text);
      }
      const user = value === undefined || value === '' ? undefined : await findBy(remote, String(value), signal);
      return user === undefined ? undefined : account(user, signal);
    },

    async get(id, signal) {
      return account(await read(id, signal), signal);
    },

    async create(fields, signal) {
      const { locales } = await usersRoute(signal);
      const { linkspan_external_id: externalId, ...others } = fields;
      const body = createBody(others, randomPassword(), locales);
      const kept = typeof externalId === 'string' && (await companion.has('external-id', signal));
      const json = kept ? { ...body, meta: { linkspan_external_id: externalId } } : body;
      const to = 'create an account';
      const answer = await api.call({ method: 'POST', route: '/wp/v2/users', json, to }, signal);
      try {
        return await account(parseAnswer(userSchema, answer, to), signal);
      } catch (error) {
        throw afterWrite(error);
      }
    },

    async update(ref, change, signal) {
      const { locales } = await usersRoute(signal);
      const body = updateBody(ref.current, change, { locales, fallbackRole: config.fallbackRole });
      if (Object.keys(body).length === 0) return account(await read(ref.id, signal), signal);
      const subject = subjectOf(ref);
      const takes = body.roles !== undefined && subject.roles.some((role) => !body.roles?.includes(role));
      const step = () => write(ref.id, body, signal);
      return account(takes ? await guardian.destructive(subject, step, signal) : await step(), signal);
    },

    async deactivate(ref, signal) {
      const steps = {
        api,
        companion,
        deactivation: config.deactivation,
        read: () => read(ref.id, signal),
        write: (body: UserBody) => write(ref.id, body, signal),
      };
      const step = () => deactivateUser(ref.id, steps, signal);
      const { user, remaining } = await guardian.destructive(subjectOf(ref), step, signal);
      return { ...(await account(user, signal)), remaining };
    },

    async reactivate(ref, signal) {
      const steps = {
        fallbackRole: config.fallbackRole,
        companion,
        log: context.log,
        read: () => read(ref.id, signal),
        write: (roles: readonly string[]) => write(ref.id, { roles }, signal),
      };
      return account(await reactivateUser(ref, steps, signal), signal);
    },

    changes: (since, signal) => companion.changes(since, signal),

    async owned({ id }, signal) {
      return (await companion.owned(id, signal)) ?? countOwned(api, id, signal);
    },

    async remove(ref, { reassignTo }, signal) {
      const destructive = (step: () => Promise<Json>) => guardian.destructive(subjectOf(ref), step, signal);
      await removeUser(api, ref.id, reassignTo, destructive, signal);
      return { kind: 'removed' };
    },
  };
}

function isKey(remote: string): remote is CompanionKey {
  return ['username', 'email', 'linkspan_external_id'].includes(remote);
}

function unlessGone(error: unknown): undefined {
  if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
  throw error;
}

/** The site has done it: whatever fails afterwards must be looked at, not sent again. */
function afterWrite(error: unknown): unknown {
  if (!ConnectorError.is(error)) return error;
  return new ConnectorError(error.kind, error.message, { outcomeUnknown: true, cause: error });
}

function routeOf(id: string | number): string {
  return `/wp/v2/users/${encodeURIComponent(id)}`;
}

function subjectOf({ id, current }: AccountRef): Pick<User, 'id' | 'roles'> {
  return { id: Number(id), roles: [...toRoles(current.fields.roles)] };
}
