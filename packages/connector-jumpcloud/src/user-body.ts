import { type Change, ConnectorError } from '@linkspan/core';
import { type FieldPlace, findFieldPlace } from './field-place.js';
import { isObjectId } from './is-object-id.js';
import { toPhoneNumber } from './same-value.js';
import type { Entry, User } from './user.js';

export type UserBody = Readonly<Record<string, unknown>>;

type Value = { readonly remote: string; readonly place: FieldPlace; readonly text: string };

/** Active at once: what an organization does with new users by default may be STAGED, which nobody can sign in with. */
export function createBody(fields: Readonly<Record<string, unknown>>): UserBody {
  const values = Object.entries(fields).map(([remote, value]) => toValue(remote, value));
  return { ...mergeValues({}, values), state: 'ACTIVATED' };
}

/**
 * What differs from `user`, as read just before: lists are replaced whole, so that what is not ours in them is sent back. Empty: there is
 * nothing to change. A field that is mastered elsewhere is never sent.
 *
 * @throws `unsupported` for the log-in and for a restricted field, `invalid` for what is no field.
 */
export function updateBody(user: User, { set, cleared }: Pick<Change, 'set' | 'cleared'>): UserBody {
  const values = [
    ...Object.entries(set).map(([remote, value]) => toValue(remote, value)),
    ...cleared.map((remote) => toValue(remote, '')),
  ];
  const body = mergeValues(user, values);
  for (const { remote, place } of values) if (place.field in body) refuseMastered(user, place, remote);
  return body;
}

function toValue(remote: string, value: unknown): Value {
  const place = findFieldPlace(remote);
  if (place === undefined) {
    const text = `jumpcloud: a user has no field "${remote}" that can be written. There are such as department, phoneNumbers[work].number, addresses[work].locality and attributes[name].value: correct the mapping.`;
    throw new ConnectorError('invalid', text, { field: remote });
  }
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    const text = `jumpcloud: "${remote}" takes a text, not ${JSON.stringify(value)}. Correct the mapping.`;
    throw new ConnectorError('invalid', text, { field: remote });
  }
  const text = String(value);
  if (place.field === 'manager' && text !== '' && !isObjectId(text)) {
    const said = `jumpcloud: a manager is named by the id of the user at JumpCloud, which "${text}" is not. Leave manager out of the mapping, or map to it what holds that id.`;
    throw new ConnectorError('invalid', said, { field: remote });
  }
  return { remote, place, text };
}

function mergeValues(user: Partial<User>, values: readonly Value[]): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { place, text } of values) {
    if (place.kind === 'scalar') {
      if ((user[place.field] ?? '') !== text) body[place.field] = text;
      continue;
    }
    const entries = (body[place.field] as readonly Entry[] | undefined) ?? (user[place.field] ?? []).map(withoutId);
    const merged = mergeEntry(entries, place, text);
    if (merged !== entries) body[place.field] = merged;
  }
  return body;
}

/** The same list where nothing changes. An entry that holds nothing any more goes. */
function mergeEntry(
  entries: readonly Entry[],
  place: Exclude<FieldPlace, { kind: 'scalar' }>,
  text: string,
): readonly Entry[] {
  const [key, name, part] =
    place.kind === 'attribute'
      ? (['name', place.name, 'value'] as const)
      : (['type', place.type, place.kind === 'phone' ? 'number' : place.part] as const);
  const value = place.kind === 'phone' ? String(toPhoneNumber(text)) : text;
  const index = entries.findIndex((one) => one[key] === name);
  const before = entries[index];
  if ((before?.[part] ?? '') === value) return entries;
  if (before === undefined) return [...entries, { [key]: name, [part]: value }];
  const after = { ...before, [part]: value };
  const holds = Object.entries(after).some(([other, held]) => other !== key && held !== '' && held != null);
  return holds ? entries.with(index, after) : entries.toSpliced(index, 1);
}

/** JumpCloud numbers the entries itself, and does not take the numbers back. */
function withoutId({ id: _, ...entry }: Entry): Entry {
  return entry;
}

const masters: Readonly<Record<string, string>> = {
  active_directory: 'Active Directory',
  federated_identity_provider: 'a federated identity provider',
  scim: 'an identity provider by SCIM',
};

function refuseMastered({ username, restrictedFields }: User, { field }: FieldPlace, remote: string): void {
  if (field === 'username') {
    const text = `jumpcloud: the log-in "${username}" cannot be changed. Map to username on creation only.`;
    throw new ConnectorError('unsupported', text, { field: remote });
  }
  const restricted = restrictedFields?.find((one) => one.field === field);
  if (restricted === undefined) return;
  const { type = '', id } = restricted;
  const master = `${masters[type] ?? 'another directory'}${id === undefined ? '' : ` (${id})`}`;
  const text = `jumpcloud: ${field} of "${username}" is mastered by ${master} and restricted at JumpCloud. Change it there, or drop "${remote}" from the mapping.`;
  throw new ConnectorError('unsupported', text, { field: remote });
}
