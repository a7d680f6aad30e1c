import type { Account } from '@linkspan/core';
import { z } from 'zod';

/** A user group (V2). What an update must send back, since it replaces the group whole, is kept as it came. */
export const groupSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  email: z.string().nullish(),
  attributes: z.looseObject({ sudo: z.looseObject({ enabled: z.boolean().nullish() }).nullish() }).nullish(),
  membershipMethod: z.string().nullish(),
  memberQuery: z.unknown().optional(),
  memberQueryExemptions: z.unknown().optional(),
  memberSuggestionsNotify: z.boolean().nullish(),
});

export type Group = z.output<typeof groupSchema>;

/** The members of a dynamic group follow from a query, as of now or once somebody has agreed: whoever is added or removed by hand comes back. */
export function isDynamic({ membershipMethod }: Group): boolean {
  return membershipMethod?.startsWith('DYNAMIC') ?? false;
}

export function toGroupAccount(group: Group): Account {
  const { id, name, description, email, attributes, membershipMethod } = group;
  const reason = `its members are computed by JumpCloud (${membershipMethod}): change its conditions there, or its membership control to static`;
  return {
    id,
    identity: id,
    fields: {
      id,
      name,
      description: description ?? '',
      email: email ?? '',
    },
    // Its members are administrators of the devices that are bound to it.
    privileged: attributes?.sudo?.enabled === true,
    ...(isDynamic(group) && { protected: reason }),
  };
}
