import { type Account, type Change, ConnectorError, type HttpResponse, type ResourceConnector } from '@linkspan/core';
import type { Api } from './api.js';
import { changeMembers } from './change-members.js';
import { afterWrite, isKind } from './errors.js';
import { findGroup, groupListing } from './find-group.js';
import { type Group, groupSchema, isDynamic, toGroupAccount } from './group.js';
import { isObjectId } from './is-object-id.js';
import { listMembers } from './list-members.js';
import { parseAnswer } from './parse-answer.js';
import { readPage } from './read-page.js';

/** What of a group may be written. */
const writable = ['name', 'description', 'email'];

/** The user groups of one organization, but for what has happened to them. Device and policy groups are never touched. */
export function createGroups(api: Api): ResourceConnector {
  async function read(id: string, signal: AbortSignal): Promise<Group> {
    const to = 'show a group';
    return parseAnswer(groupSchema, (await api.call({ method: 'GET', path: groupPath(id), to }, signal)).json, to);
  }

  function written({ json }: HttpResponse, to: string): Account {
    try {
      return toGroupAccount(parseAnswer(groupSchema, json, to));
    } catch (error) {
      throw afterWrite(error);
    }
  }

  return {
    async list(cursor, signal) {
      const { items, ...page } = await readPage(api, groupListing, cursor, signal);
      return { ...page, items: items.map(toGroupAccount) };
    },

    async find({ remote, value }, signal) {
      if (remote !== 'name' && remote !== 'id')
        throw new ConnectorError('unsupported', `jumpcloud: groups are found by id or name, not by ${remote}.`);
      try {
        if (remote === 'id') return isObjectId(value) ? toGroupAccount(await read(value, signal)) : undefined;
        const group = await findGroup(api, String(value), signal);
        return group && toGroupAccount(group);
      } catch (error) {
        if (isKind(error, 'not-found')) return undefined;
        throw error;
      }
    },

    get: async (id, signal) => toGroupAccount(await read(id, signal)),

    async members(id, cursor, signal) {
      // Of a group that is gone the listing may be empty, which would say that everybody has left.
      if (cursor === undefined) await read(id, signal);
      return listMembers(api, groupPath(id), cursor, signal);
    },

    async create(fields, signal) {
      const to = 'create a group';
      const call = { method: 'POST', path: '/api/v2/usergroups', json: checkFields(fields), to } as const;
      return written(await api.call(call, signal), to);
    },

    async update({ id }, change, signal) {
      const group = await read(id, signal);
      if (isDynamic(group)) {
        const text = `jumpcloud: the members of "${group.name}" are computed by JumpCloud (${group.membershipMethod}), and it is not changed by hand. Leave it out of the scope, or make its membership control static.`;
        throw new ConnectorError('unsupported', text, { field: 'members' });
      }
      await changeMembers(api, groupPath(id), change, signal);
      const body = updateBody(group, change);
      if (body === undefined) return toGroupAccount(await read(id, signal));
      const to = 'change a group';
      return written(await api.call({ method: 'PUT', path: groupPath(id), json: body, to }, signal), to);
    },

    async remove({ id }, _options, signal) {
      try {
        await api.call({ method: 'DELETE', path: groupPath(id), to: 'delete a group' }, signal);
      } catch (error) {
        if (!isKind(error, 'not-found')) throw error;
      }
      return { kind: 'removed' };
    },
  };
}

/** A PUT replaces the group whole: what we do not change is sent back. Undefined: there is nothing to change. */
function updateBody({ id: _, ...group }: Group, { set, cleared }: Change): Record<string, unknown> | undefined {
  const changed = checkFields({ ...set, ...Object.fromEntries(cleared.map((name) => [name, ''])) });
  const differs = Object.entries(changed).some(([name, value]) => (Reflect.get(group, name) ?? '') !== value);
  if (!differs) return undefined;
  const kept = Object.entries(group).filter(([, value]) => value !== null && value !== undefined);
  return { ...Object.fromEntries(kept), ...changed };
}

function checkFields(fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  for (const [remote, value] of Object.entries(fields)) {
    if (writable.includes(remote) && typeof value === 'string') continue;
    const text = `jumpcloud: "${remote}" of a group cannot be written. There are ${writable.join(', ')}, each a text: correct the mapping.`;
    throw new ConnectorError('invalid', text, { field: remote });
  }
  return fields;
}

function groupPath(id: string): string {
  if (isObjectId(id)) return `/api/v2/usergroups/${id}`;
  throw new ConnectorError('not-found', `jumpcloud: "${id}" is no id of a group at JumpCloud.`);
}
