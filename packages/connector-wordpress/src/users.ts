import {
  type Account,
  type AccountRef,
  type ConnectorContext,
  ConnectorError,
  type Json,
  type ResourceConnector,
} from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import type { Config } from './config.js';
import { countOwned } from './count-owned.js';
import { findUser } from './find-user.js';
import { createGuardian } from './guardian.js';
import { listUsers } from './list-users.js';
import { deleteApplicationPasswords, randomPassword, remainingDoors } from './lock-account.js';
import { parseAnswer } from './parse-answer.js';
import { restoreRoles } from './restore-roles.js';
import { readServiceAccount } from './service-account.js';
import { toAccount, type User, userFields, userSchema } from './user.js';
import { createBody, toRoles, type UserBody, updateBody } from './user-body.js';
import { createUsersRouteReader } from './users-route.js';

const removedSchema = z.object({ deleted: z.literal(true) });

/** The users of one site as accounts. */
export function createUsers(api: Api, config: Config, context: ConnectorContext): ResourceConnector {
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
      if (remote !== 'username' && remote !== 'email') {
        throw new ConnectorError(
          'unsupported',
          `wordpress: accounts are found by username or email, not by ${remote}.`,
        );
      }
      const user = await findUser(api, { remote, value: String(value) }, await usersRoute(signal), signal);
      return user === undefined ? undefined : account(user, signal);
    },

    async get(id, signal) {
      return account(await read(id, signal), signal);
    },

    async create(fields, signal) {
      const { locales } = await usersRoute(signal);
      const json = createBody(fields, randomPassword(), locales);
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
      const { deactivation } = config;
      const subject = subjectOf(ref);
      return guardian.destructive(
        subject,
        async () => {
          const lock = deactivation === 'lock';
          await write(ref.id, lock ? { roles: [], password: randomPassword() } : { roles: [] }, signal);
          const obstacle = lock ? await deleteApplicationPasswords(api, subject.id, signal) : undefined;
          const user = await read(ref.id, signal);
          if (user.roles.length > 0) {
            const text = `wordpress: the site gave account ${ref.id} the roles ${user.roles.join(', ')} back. Look for a plugin that assigns roles.`;
            // The password is another one by now.
            throw new ConnectorError('invalid', text, { field: 'roles', outcomeUnknown: true });
          }
          return { ...(await account(user, signal)), remaining: remainingDoors(user, deactivation, obstacle) };
        },
        signal,
      );
    },

    async reactivate(ref, signal) {
      const user = await restoreRoles(
        ref,
        toRoles(ref.without?.roles),
        config.fallbackRole,
        (next) => write(ref.id, { roles: next }, signal),
        context.log,
      );
      return account(user ?? (await read(ref.id, signal)), signal);
    },

    owned: ({ id }, signal) => countOwned(api, id, signal),

    async remove(ref, { reassignTo }, signal) {
      if (reassignTo === undefined || !/^[1-9]\d*$/.test(reassignTo)) {
        throw new ConnectorError(
          'invalid',
          'wordpress: deleting an account would put its posts into the trash. ' +
            'Set leaving.reassignTo to the id of the account that shall own them.',
          { field: 'reassignTo' },
        );
      }
      const call = {
        method: 'DELETE',
        route: routeOf(ref.id),
        query: { reassign: reassignTo },
        to: 'delete an account',
      } as const;
      try {
        const step = () => api.call(call, signal);
        parseAnswer(removedSchema, await guardian.destructive(subjectOf(ref), step, signal), call.to);
      } catch (error) {
        // Gone already: done (W13).
        if (!ConnectorError.is(error) || error.kind !== 'not-found') throw error;
      }
      return { kind: 'removed' };
    },
  };
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
