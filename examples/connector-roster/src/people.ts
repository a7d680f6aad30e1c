import type { Account, ResourceConnector } from '@linkspan/core';
import { z } from 'zod';
import { type Api, accepted } from './api.js';
import { readChanges } from './changes.js';

const personSchema = z.object({
  id: z.string(),
  login: z.string(),
  mail: z.string(),
  name: z.string(),
  title: z.string(),
  enabled: z.boolean(),
  admin: z.boolean(),
  service: z.boolean(),
  joined: z.iso.datetime(),
});
const peopleSchema = z.object({ items: z.array(personSchema), next: z.string().nullable() });

export function createPeople(api: Api): ResourceConnector {
  const patch = async (id: string, json: object, signal: AbortSignal) =>
    toAccount(await api.call(personSchema, { method: 'PATCH', path: pathOf(id), json }, signal));

  return {
    async list(cursor, signal) {
      const query = { after: cursor };
      const { items, next } = await api.call(peopleSchema, { method: 'GET', path: '/people', query }, signal);
      return { items: items.map(toAccount), complete: true, ...(next !== null && { next }) };
    },
    async find({ remote, value }, signal) {
      const query = { [remote]: String(value) };
      const { items } = await api.call(peopleSchema, { method: 'GET', path: '/people', query }, signal);
      return items.map(toAccount).find(({ fields }) => fields[remote] === value);
    },
    async get(id, signal) {
      return toAccount(await api.call(personSchema, { method: 'GET', path: pathOf(id) }, signal));
    },
    async create(fields, signal) {
      return toAccount(await api.call(personSchema, { method: 'POST', path: '/people', json: fields }, signal));
    },
    async update({ id }, { set, cleared }, signal) {
      return patch(id, { ...set, ...Object.fromEntries(cleared.map((name) => [name, ''])) }, signal);
    },
    deactivate: ({ id }, signal) => patch(id, { enabled: false }, signal),
    reactivate: ({ id }, signal) => patch(id, { enabled: true }, signal),
    async remove({ id }, _options, signal) {
      const answer = await api.send({ method: 'DELETE', path: pathOf(id) }, signal);
      // What is gone is removed.
      if (answer.status !== 404) accepted(answer);
      return { kind: 'removed' };
    },
    changes: (since, signal) => readChanges(api, 'people', since, signal),
  };
}

function toAccount({ id, enabled, admin, service, joined, ...fields }: z.output<typeof personSchema>): Account {
  return {
    id,
    // A UUID, which no other person ever gets.
    identity: id,
    fields,
    active: enabled,
    privileged: admin,
    created: Date.parse(joined),
    ...(service && { protected: 'Linkspan signs in with it.' }),
  };
}

function pathOf(id: string): string {
  return `/people/${encodeURIComponent(id)}`;
}
