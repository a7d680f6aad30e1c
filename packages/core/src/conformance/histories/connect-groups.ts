import { z } from 'zod';
import type { Account } from '../../connector/account.js';
import type { ResourceConnector } from '../../connector/connector.js';
import type { HttpClient } from '../../connector/http-client.js';
import { call, connectTable } from './faulty-api.js';

const groupSchema = z.object({ id: z.string(), born: z.number(), name: z.string() });
const memberSchema = z.object({ id: z.string(), type: z.enum(['User', 'Group']) });

/** Of several members each is a request of its own, which may fail by itself. */
export function connectGroups(client: HttpClient): ResourceConnector {
  const table = connectTable(client, '/groups', toGroup);
  const changeMember = async (method: 'PUT' | 'DELETE', group: string, member: unknown, signal: AbortSignal) => {
    const { id, type } = memberSchema.parse(member);
    const path = `/groups/${group}/members/${type === 'Group' ? 'groups' : 'users'}/${id}`;
    await call(client, { method, path }, signal);
  };
  return {
    ...table,
    async update({ id }, { set, added, removed }, signal) {
      if (Object.keys(set).length > 0)
        await call(client, { method: 'PATCH', path: `/groups/${id}`, json: set }, signal);
      for (const member of added.members ?? []) await changeMember('PUT', id, member, signal);
      for (const member of removed.members ?? []) await changeMember('DELETE', id, member, signal);
      return table.get(id, signal);
    },
  };
}

function toGroup(json: unknown): Account {
  const { id, born, name } = groupSchema.parse(json);
  return { id, identity: `${id} ${born}`, fields: { name }, created: born };
}
