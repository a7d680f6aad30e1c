import type { Account } from '@linkspan/core';
import { z } from 'zod';
import { addressParts, addressTypes, phoneTypes, scalarFields } from './field-place.js';

const entry = z.record(z.string(), z.unknown());

/** As little of a system user (V1) as we need. */
export const userSchema = z.object({
  _id: z.string(),
  username: z.string(),
  email: z.string(),
  state: z.string().nullish(),
  suspended: z.boolean().nullish(),
  created: z.string().nullish(),
  admin: z.object({ id: z.string().optional() }).nullish(),
  restrictedFields: z
    .array(z.object({ field: z.string(), type: z.string().optional(), id: z.string().optional() }))
    .nullish(),
  firstname: z.string().nullish(),
  middlename: z.string().nullish(),
  lastname: z.string().nullish(),
  displayname: z.string().nullish(),
  jobTitle: z.string().nullish(),
  company: z.string().nullish(),
  costCenter: z.string().nullish(),
  department: z.string().nullish(),
  employeeType: z.string().nullish(),
  employeeIdentifier: z.string().nullish(),
  location: z.string().nullish(),
  description: z.string().nullish(),
  alternateEmail: z.string().nullish(),
  managedAppleId: z.string().nullish(),
  manager: z.string().nullish(),
  phoneNumbers: z.array(entry).nullish(),
  addresses: z.array(entry).nullish(),
  attributes: z.array(entry).nullish(),
});

export type User = z.output<typeof userSchema>;

/** A listing has "the default list of fields" unless they are named; parted by spaces in V1. */
export const userFields = Object.keys(userSchema.shape).join(' ');
export type Entry = z.output<typeof entry>;

/** Staged is not active yet, and `suspended` counts beside `state`: the two were one flag once. An expired password suspends nobody here. */
export function isActive({ state, suspended }: User): boolean {
  return suspended !== true && (state ?? 'ACTIVATED') === 'ACTIVATED';
}

/** `actor`: who our key belongs to. Administrators are kept apart from users, but a user may be linked to one. */
export function toAccount(user: User, actor: string | undefined): Account {
  const { _id, admin, created } = user;
  const since = Date.parse(created ?? '');
  const own = admin?.id !== undefined && admin.id === actor;
  return {
    id: _id,
    // An ObjectID is made of the time and a random part: it is never given again.
    identity: _id,
    fields: readFields(user),
    active: isActive(user),
    privileged: admin !== null && admin !== undefined,
    ...(Number.isFinite(since) && { created: since }),
    ...(own && { protected: 'it belongs to the administrator whose key Linkspan uses' }),
  };
}

/** Whole users are asked for, so that what an answer leaves out is empty: nobody gave it a value yet. */
function readFields(user: User): Record<string, unknown> {
  const fields: Record<string, unknown> = { _id: user._id };
  for (const name of scalarFields) fields[name] = user[name] ?? '';
  for (const type of phoneTypes)
    fields[`phoneNumbers[${type}].number`] = find(user.phoneNumbers, 'type', type)?.number ?? '';
  for (const type of addressTypes) {
    const address = find(user.addresses, 'type', type);
    for (const part of addressParts) fields[`addresses[${type}].${part}`] = address?.[part] ?? '';
  }
  for (const { name, value } of user.attributes ?? [])
    if (typeof name === 'string') fields[`attributes[${name}].value`] = value ?? '';
  return fields;
}

/** The first of a type: JumpCloud's console makes one of each. */
function find(entries: readonly Entry[] | null | undefined, key: string, value: string): Entry | undefined {
  return entries?.find((one) => one[key] === value);
}
