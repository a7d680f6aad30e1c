import { type Account, ConnectorError, type MemberRef, type ResourceConnector } from '@linkspan/core';
import { z } from 'zod';
import { type Api, accepted, refusalOf } from './api.js';
import { readChanges } from './changes.js';

const teamSchema = z.object({ id: z.string(), name: z.string() });
const teamsSchema = z.object({ items: z.array(teamSchema), next: z.string().nullable() });
const membersSchema = z.object({ items: z.array(z.string()), next: z.string().nullable() });

export function createTeams(api: Api): ResourceConnector {
  async function get(id: string, signal: AbortSignal): Promise<Account> {
    return toGroup(await api.call(teamSchema, { method: 'GET', path: pathOf(id) }, signal));
  }

  async function changeMember(method: 'PUT' | 'DELETE', team: string, { id }: MemberRef, signal: AbortSignal) {
    const path = `${pathOf(team)}/members/${encodeURIComponent(id)}`;
    const answer = await api.send({ method, path }, signal);
    // `not-found` is the word for the team. Who is out, or gone, is removed.
    if (answer.status !== 404 || refusalOf(answer).missing === 'team') return void accepted(answer);
    if (method === 'PUT') throw new ConnectorError('invalid', `roster: person ${id} is gone.`, { field: 'members' });
  }

  return {
    async list(cursor, signal) {
      const query = { after: cursor };
      const { items, next } = await api.call(teamsSchema, { method: 'GET', path: '/teams', query }, signal);
      return { items: items.map(toGroup), complete: true, ...(next !== null && { next }) };
    },
    async find({ remote, value }, signal) {
      const query = { [remote]: String(value) };
      const { items } = await api.call(teamsSchema, { method: 'GET', path: '/teams', query }, signal);
      return items.map(toGroup).find(({ fields }) => fields[remote] === value);
    },
    get,
    async create(fields, signal) {
      return toGroup(await api.call(teamSchema, { method: 'POST', path: '/teams', json: fields }, signal));
    },
    async update({ id }, { set, added, removed }, signal) {
      const json = Object.keys(set).length > 0 ? set : undefined;
      if (json) await api.call(teamSchema, { method: 'PATCH', path: pathOf(id), json }, signal);
      for (const member of (added['members'] ?? []) as readonly MemberRef[])
        await changeMember('PUT', id, member, signal);
      for (const member of (removed['members'] ?? []) as readonly MemberRef[])
        await changeMember('DELETE', id, member, signal);
      return get(id, signal);
    },
    async remove({ id }, _options, signal) {
      const answer = await api.send({ method: 'DELETE', path: pathOf(id) }, signal);
      if (answer.status !== 404) accepted(answer);
      return { kind: 'removed' };
    },
    async members(id, cursor, signal) {
      const call = { method: 'GET', path: `${pathOf(id)}/members`, query: { after: cursor } } as const;
      const { items, next } = await api.call(membersSchema, call, signal);
      const refs = items.map((person) => ({ id: person, type: 'User' as const }));
      return { items: refs, complete: true, ...(next !== null && { next }) };
    },
    changes: (since, signal) => readChanges(api, 'teams', since, signal),
  };
}

function toGroup({ id, name }: z.output<typeof teamSchema>): Account {
  return { id, identity: id, fields: { name } };
}

function pathOf(id: string): string {
  return `/teams/${encodeURIComponent(id)}`;
}
