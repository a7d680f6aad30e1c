import type { Account } from '@linkspan/core';
import { z } from 'zod';

/** As little of a user as we need, in the edit context. The capabilities that are granted, whatever granted them. */
export const userSchema = z.object({
  id: z.number(),
  username: z.string(),
  email: z.string(),
  registered_date: z.string(),
  roles: z.array(z.string()),
  name: z.string().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  nickname: z.string().optional(),
  url: z.string().optional(),
  description: z.string().optional(),
  locale: z.string().optional(),
  slug: z.string().optional(),
  // What the companion adds; an empty PHP array is a list in JSON.
  meta: z.object({ linkspan_external_id: z.string().optional(), linkspan_suspended: z.boolean().optional() }).catch({}),
  // An empty PHP array is a list in JSON.
  capabilities: z.record(z.string(), z.unknown()).catch({}),
  extra_capabilities: z.record(z.string(), z.unknown()).catch({}),
});

export type User = z.output<typeof userSchema>;

/** All of its meta: this one route does not know `meta.linkspan_suspended`, and would leave out both (seen on 6.1 and 6.7). */
export const userFields = Object.keys(userSchema.shape).join(',');

/** By the companion: cannot sign in, and keeps its roles. */
export function isSuspended({ meta }: Pick<User, 'meta'>): boolean {
  return meta.linkspan_suspended === true;
}

/** Who holds one of these can change other accounts, the rules by which accounts are made, or the code that keeps to them. */
export const powers: readonly string[] = [
  'edit_users',
  'promote_users',
  'create_users',
  'delete_users',
  'manage_options',
  'install_plugins',
  'activate_plugins',
  'edit_plugins',
  'update_plugins',
  'install_themes',
  'edit_themes',
  'update_themes',
  'edit_files',
  'unfiltered_upload',
  'update_core',
];

export function isPrivileged(user: User): boolean {
  return isAdministrator(user) || powers.some((capability) => user.capabilities[capability] === true);
}

export function isAdministrator({ roles }: Pick<User, 'roles'>): boolean {
  return roles.includes('administrator');
}

/** Capabilities given to the account itself, not by a role: they outlive its roles. */
export function ownCapabilities({ extra_capabilities, roles }: User): readonly string[] {
  return Object.keys(extra_capabilities).filter((name) => extra_capabilities[name] === true && !roles.includes(name));
}

/**
 * WordPress itself has no mark for a suspended account. **An account without any role is read as inactive**, also where a companion is there
 * by now, and an active one is never left without a role. `memo`, the roles, is therefore absent when inactive: a second deactivation cannot
 * wipe what the first one saved.
 */
export function toAccount(user: User, protectedBecause: string | undefined): Account {
  const { id, username, registered_date, capabilities, extra_capabilities, meta, ...fields } = user;
  const roles = [...user.roles].sort();
  const active = roles.length > 0 && !isSuspended(user);
  const externalId = meta.linkspan_external_id ?? '';
  return {
    id: String(id),
    // Ids are counted up, so a restored backup gives the same ones to other people.
    identity: `${username} ${registered_date}`,
    fields: { ...fields, username, roles, ...(externalId !== '' && { linkspan_external_id: externalId }) },
    active,
    privileged: isPrivileged(user),
    created: Date.parse(registered_date),
    ...(protectedBecause !== undefined && { protected: protectedBecause }),
    ...(active && { memo: { roles } }),
  };
}
