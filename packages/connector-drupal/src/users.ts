import {
  type Account,
  type AccountRef,
  type ConnectorContext,
  ConnectorError,
  type ResourceConnector,
} from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { changeRoles } from './change-roles.js';
import { createLanguageChooser } from './choose-language.js';
import type { CompanionClient } from './companion.js';
import type { JsonApiConfig } from './config.js';
import { createAccount } from './create-account.js';
import { findUser, type UserKey } from './find-user.js';
import { listUsers, shownWhole } from './list-users.js';
import { parseAnswer } from './parse-answer.js';
import { readChanges } from './read-changes.js';
import { createRemover } from './remove-user.js';
import { createRoles } from './roles.js';
import { toAccount, type User } from './user.js';
import { type Attributes, createAttributes, toRoles, updateAttributes } from './user-body.js';

const documentSchema = z.object({ data: z.looseObject({ id: z.string(), attributes: z.looseObject({}).optional() }) });
const findable = ['name', 'mail', 'linkspan_external_id'];

/** The users of one site as accounts. */
export function createUsers(
  api: Api,
  companion: CompanionClient,
  config: JsonApiConfig,
  context: ConnectorContext,
): ResourceConnector {
  const roles = createRoles(api, companion, context.now);
  const inLanguage = createLanguageChooser(context.now);
  const remove = createRemover(api, config.deletion, context.log);

  async function account(user: User, signal: AbortSignal): Promise<Account> {
    roles.learn(user);
    return toAccount(user, { me: await api.me(signal), privileged: await roles.privileged(signal) });
  }

  async function read(id: string, signal: AbortSignal): Promise<User> {
    const to = 'read an account';
    const { json } = await api.call({ method: 'GET', path: pathOf(id), to }, signal);
    const { data } = parseAnswer(documentSchema, json, to);
    // A visitor is shown the name alone, with 200 (D2).
    if (data.attributes?.name === undefined) await api.prove(signal);
    return shownWhole(data);
  }

  async function readAccount(id: string, signal: AbortSignal): Promise<Account> {
    return account(await read(id, signal), signal);
  }

  async function readIfThere(id: string, signal: AbortSignal) {
    try {
      const user = await read(id, signal);
      return { account: await account(user, signal), uid: user.attributes.drupal_internal__uid };
    } catch (error) {
      if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
      throw error;
    }
  }

  async function patch(id: string, attributes: Attributes, signal: AbortSignal): Promise<void> {
    const json = { data: { type: 'user--user', attributes } };
    await api.call({ method: 'PATCH', path: pathOf(id), json, to: 'change an account' }, signal);
  }

  /** The site has done it: whatever fails afterwards must be looked at, not sent again. */
  async function readBack(id: string, signal: AbortSignal): Promise<Account> {
    try {
      return await readAccount(id, signal);
    } catch (error) {
      if (!ConnectorError.is(error)) throw error;
      throw new ConnectorError(error.kind, error.message, { outcomeUnknown: true, cause: error });
    }
  }

  async function setStatus({ id }: AccountRef, status: boolean, signal: AbortSignal): Promise<Account> {
    await patch(id, { status }, signal);
    const after = await readBack(id, signal);
    if (after.active === status) return after;
    const text = `drupal: the site left account ${id} ${status ? 'blocked' : 'active'}. Look for a module that sets the status of accounts.`;
    throw new ConnectorError('invalid', text, { field: 'status', outcomeUnknown: true });
  }

  async function hasExternalId(wanted: boolean, signal: AbortSignal): Promise<boolean> {
    return wanted && (await companion.has('external-id', signal));
  }

  return {
    async list(cursor, signal) {
      if (cursor === undefined) await api.prove(signal);
      const { items, ...page } = await listUsers(api, cursor, {}, signal);
      const accounts: Account[] = [];
      for (const user of items) accounts.push(await account(user, signal));
      return { ...page, items: accounts };
    },

    changes: (since, signal) => readChanges(api, companion, since, signal),

    async find({ remote, value }, signal) {
      if (!findable.includes(remote)) {
        throw new ConnectorError(
          'unsupported',
          `drupal: accounts are found by ${findable.join(', ')}, not by ${remote}.`,
        );
      }
      // Nobody has what the site has no field for.
      if (remote === 'linkspan_external_id' && !(await hasExternalId(true, signal))) return undefined;
      const key = { remote: remote as UserKey['remote'], value: typeof value === 'string' ? value : '' };
      const user = await findUser(api, key, signal);
      return user === undefined ? undefined : account(user, signal);
    },

    get: readAccount,

    async create(fields, signal) {
      const attributes = createAttributes(fields, await hasExternalId('linkspan_external_id' in fields, signal));
      const ids = await roles.identify(toRoles(fields.roles), signal);
      const id = await createAccount(api, attributes, ids, inLanguage, signal);
      return readBack(id, signal);
    },

    async update(ref, change, signal) {
      guard(ref);
      const asks = [...Object.keys(change.set), ...change.cleared].includes('linkspan_external_id');
      const attributes = updateAttributes(ref.current, change, await hasExternalId(asks, signal));
      const there = toRoles(ref.current.fields.roles);
      const roleChange = {
        add: toRoles(change.added.roles).filter((role) => !there.includes(role)),
        remove: toRoles(change.removed.roles).filter((role) => there.includes(role)),
      };
      await changeRoles(api, roles, ref.id, roleChange, signal);
      if (Object.keys(attributes).length > 0) await inLanguage(attributes, (some) => patch(ref.id, some, signal));
      const after = await readBack(ref.id, signal);
      const held = toRoles(after.fields.roles);
      if (
        roleChange.remove.some((role) => held.includes(role)) ||
        roleChange.add.some((role) => !held.includes(role))
      ) {
        const text = `drupal: the site left account ${ref.id} with the roles ${held.join(', ') || 'none'}. Look for a module that assigns roles.`;
        throw new ConnectorError('invalid', text, { field: 'roles', outcomeUnknown: true });
      }
      return after;
    },

    async deactivate(ref, signal) {
      guard(ref);
      return setStatus(ref, false, signal);
    },

    async reactivate(ref, signal) {
      guard(ref);
      const there = toRoles(ref.current.fields.roles);
      // Before the door is opened.
      const gone = toRoles(ref.without?.roles).filter((role) => there.includes(role));
      await changeRoles(api, roles, ref.id, { add: [], remove: gone }, signal);
      return setStatus(ref, true, signal);
    },

    owned: ({ id }, signal) => companion.owned(id, signal),

    async remove(ref, { reassignTo }, signal) {
      guard(ref);
      if (reassignTo !== undefined) {
        const text =
          'drupal: who owns the content of a deleted account is the site’s own choice. Remove leaving.reassignTo.';
        throw new ConnectorError('unsupported', text, { field: 'reassignTo' });
      }
      const { id } = ref;
      return remove({ id, read: () => readIfThere(id, signal), block: () => setStatus(ref, false, signal) }, signal);
    },
  };
}

/** Drupal itself would let uid 1 and the service account go (D9). The core does not ask for it; this is the second lock. */
function guard({ id, current }: AccountRef): void {
  if (current.protected === undefined) return;
  throw new ConnectorError(
    'unsupported',
    `drupal: account ${id} is protected and was not touched: ${current.protected}.`,
  );
}

function pathOf(id: string): string {
  return `/jsonapi/user/user/${encodeURIComponent(id)}`;
}
