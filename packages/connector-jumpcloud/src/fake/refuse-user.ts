import type { JsonObject } from '@linkspan/core';
import { type FakeAnswer, refuse } from './fake-answer.js';
import type { FakeOrganization, FakeUser } from './fake-organization.js';

const unique = ['username', 'email', 'employeeIdentifier'];

/** What a create (`user` is undefined) or a change is refused for. The words are inferred, but those about state, which are JumpCloud's. */
export function refuseUser(
  { users }: FakeOrganization,
  user: FakeUser | undefined,
  fields: JsonObject,
): FakeAnswer | undefined {
  for (const name of ['username', 'email']) {
    if (user === undefined && !fields[name]) return refuse(400, 'Bad Request', `${name} is required`);
  }
  const { username, state, suspended } = fields;
  if (username !== undefined && !/^[A-Za-z][A-Za-z0-9._-]{0,29}$/.test(String(username)))
    return refuse(400, 'Bad Request', 'username is invalid');
  if (user !== undefined && username !== undefined && username !== user.username)
    return refuse(400, 'Bad Request', 'username cannot be changed');
  for (const name of unique) {
    const wanted = fold(fields[name]);
    const holder = wanted === '' ? undefined : [...users.values()].find((one) => fold(one[name]) === wanted);
    if (holder !== undefined && holder !== user) return refuse(409, 'Conflict', `${name} already exists`);
  }
  if (user !== undefined && state === 'STAGED') return refuse(400, 'Bad Request', 'state is invalid');
  const conflicts =
    user !== undefined &&
    (state === undefined
      ? suspended !== undefined && suspended !== (user.state === 'SUSPENDED')
      : suspended !== (state === 'SUSPENDED'));
  if (conflicts) return refuse(400, 'Bad Request', 'Cannot save conflicting state and suspended fields');
  const restricted = (user?.['restrictedFields'] ?? []) as readonly { readonly field: string }[];
  const touched = restricted.find(({ field }) => field in fields);
  if (touched !== undefined) return refuse(400, 'Bad Request', `${touched.field} is restricted`);
  return undefined;
}

function fold(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}
