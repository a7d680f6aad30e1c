import { type Account, type AccountRef, ConnectorError, type Json, type ResourceConnector } from '@linkspan/core';
import type { Api } from './api.js';
import type { Config } from './config.js';
import { afterWrite, isKind } from './errors.js';
import { findUserId, searchedFields } from './find-user.js';
import { isObjectId } from './is-object-id.js';
import { listUsers } from './list-users.js';
import { parseAnswer } from './parse-answer.js';
import { toAccount, type User, userSchema } from './user.js';
import { createBody, type UserBody, updateBody } from './user-body.js';

/** The users of one organization as accounts, but for what has happened to them. */
export function createUsers(api: Api, { actor }: Pick<Config, 'actor'>): ResourceConnector {
  const account = (user: User): Account => toAccount(user, actor);

  async function read(id: string, signal: AbortSignal): Promise<User> {
    const to = 'show a user';
    return parseAnswer(userSchema, (await api.call({ method: 'GET', path: pathOf(id), to }, signal)).json, to);
  }

  async function write(id: string, json: UserBody, signal: AbortSignal): Promise<Account> {
    await api.call({ method: 'PUT', path: pathOf(id), json, to: 'change a user' }, signal);
    return readWritten(id, signal);
  }

  /** As it then is. It has been done: where it cannot be read it must be looked at, not sent again. */
  async function readWritten(id: string, signal: AbortSignal): Promise<Account> {
    try {
      return account(await read(id, signal));
    } catch (error) {
      throw afterWrite(error);
    }
  }

  async function setState({ id }: AccountRef, state: 'ACTIVATED' | 'SUSPENDED', signal: AbortSignal): Promise<Account> {
    const user = await read(id, signal);
    const suspended = state === 'SUSPENDED';
    if (user.state === state && (user.suspended ?? false) === suspended) return account(user);
    if (user.state === 'STAGED' && !suspended) {
      const to = 'activate a staged user';
      await api.call({ method: 'POST', path: `${pathOf(id)}/state/activate`, json: {}, to }, signal);
      return readWritten(id, signal);
    }
    // The two in conflict are refused.
    return write(id, { state, suspended }, signal);
  }

  return {
    async list(cursor, signal) {
      const { items, ...page } = await listUsers(api, cursor, signal);
      return { ...page, items: items.map(account) };
    },

    async find({ remote, value }, signal) {
      const field = searchedFields.find((name) => name === remote);
      if (field === undefined && remote !== '_id') {
        const text = `jumpcloud: users are found by _id, ${searchedFields.join(', ')}, not by ${remote}.`;
        throw new ConnectorError('unsupported', text);
      }
      const id = field === undefined ? String(value) : await findUserId(api, field, String(value), signal);
      if (id === undefined || !isObjectId(id)) return undefined;
      try {
        return account(await read(id, signal));
      } catch (error) {
        if (isKind(error, 'not-found')) return undefined;
        throw error;
      }
    },

    async get(id, signal) {
      return account(await read(id, signal));
    },

    async create(fields, signal) {
      const to = 'create a user';
      const json = createBody(fields);
      const { json: answer } = await api.call({ method: 'POST', path: '/api/systemusers', json, to }, signal);
      return readWritten(readId(answer, to), signal);
    },

    async update({ id }, change, signal) {
      const user = await read(id, signal);
      const body = updateBody(user, change);
      return Object.keys(body).length === 0 ? account(user) : write(id, body, signal);
    },

    deactivate: (ref, signal) => setState(ref, 'SUSPENDED', signal),
    reactivate: (ref, signal) => setState(ref, 'ACTIVATED', signal),

    async remove({ id }, { reassignTo = 'null' }, signal) {
      if (reassignTo !== 'null' && !isObjectId(reassignTo)) {
        const text =
          'jumpcloud: leaving.reassignTo must be the id of a user at JumpCloud, who becomes the manager of those whom the removed user managed. Correct it, or leave it out.';
        throw new ConnectorError('invalid', text, { field: 'reassignTo' });
      }
      const query = { cascade_manager: reassignTo };
      try {
        await api.call({ method: 'DELETE', path: pathOf(id), query, to: 'delete a user' }, signal);
      } catch (error) {
        if (!isKind(error, 'not-found')) throw error;
      }
      return { kind: 'removed' };
    },
  };
}

function readId(answer: Json | undefined, to: string): string {
  try {
    return parseAnswer(userSchema.pick({ _id: true }), answer, to)._id;
  } catch (error) {
    throw afterWrite(error);
  }
}

function pathOf(id: string): string {
  if (isObjectId(id)) return `/api/systemusers/${id}`;
  throw new ConnectorError('not-found', `jumpcloud: "${id}" is no id of a user at JumpCloud.`);
}
