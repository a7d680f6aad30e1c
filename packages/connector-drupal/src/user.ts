import type { Account } from '@linkspan/core';
import { z } from 'zod';

/** As little of a `user--user` as we need. An administrator of users is shown every attribute; whoever is shown fewer cannot be worked with. */
export const userSchema = z.object({
  id: z.string(),
  attributes: z.looseObject({
    drupal_internal__uid: z.number(),
    name: z.string(),
    mail: z.string().nullable(),
    status: z.boolean().nullable(),
    created: z.string(),
  }),
  relationships: z.object({
    roles: z.object({
      data: z.array(z.object({ id: z.string(), meta: z.object({ drupal_internal__target_id: z.string() }) })),
    }),
  }),
});

export type User = z.output<typeof userSchema>;

/** Drupal's own attributes that are shown as fields; beside them those of the site and of the companion. */
const shown = ['name', 'mail', 'timezone', 'preferred_langcode', 'linkspan_external_id'];

export interface Standing {
  /** Of the account that we are signed in as. */
  readonly me: string;
  /** Roles that can change other accounts, by machine name. */
  readonly privileged: ReadonlySet<string>;
}

/** Roles of a user by machine name. Everybody's `authenticated` is not among them. */
export function rolesOf({ relationships }: User): readonly string[] {
  return relationships.roles.data.map(({ meta }) => meta.drupal_internal__target_id).sort();
}

/** Blocking leaves roles as they are, so that there is nothing for a memo to remember. */
export function toAccount(user: User, { me, privileged }: Standing): Account {
  const { id, attributes } = user;
  const { drupal_internal__uid: uid, status, created } = attributes;
  const roles = rolesOf(user);
  const protectedBecause = whyProtected(user, me);
  const fields = Object.entries(attributes)
    .filter(([name]) => shown.includes(name) || name.startsWith('field_'))
    .map(([name, value]) => [name, plainValue(value)] as const);
  return {
    id,
    identity: id,
    fields: { ...Object.fromEntries(fields), roles },
    // Null counts as blocked, too.
    active: status === true,
    created: Date.parse(created),
    privileged: uid === 1 || roles.some((role) => privileged.has(role)),
    ...(protectedBecause !== undefined && { protected: protectedBecause }),
  };
}

/** Drupal itself lets uid 1 and the service account be blocked and cancelled (D9). */
export function whyProtected({ id, attributes }: User, me: string): string | undefined {
  if (id === me) return 'the service account that Linkspan signs in with';
  const { drupal_internal__uid: uid } = attributes;
  if (uid === 1) return 'the first account of the site (uid 1), which may do everything';
  return uid < 1 ? 'the visitor (uid 0), which is nobody’s account' : undefined;
}

/** An empty field is empty, not unread. Of a text with a format only the text. */
function plainValue(value: unknown): unknown {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map(plainValue);
  return typeof value === 'object' && 'value' in value ? plainValue(value.value) : value;
}
