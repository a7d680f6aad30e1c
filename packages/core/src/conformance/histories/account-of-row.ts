import { z } from 'zod';
import type { Account, AccountRef } from '../../connector/account.js';

/** A user as a site tells of them. */
export const rowSchema = z.object({
  id: z.string(),
  born: z.number(),
  login: z.string(),
  email: z.string(),
  name: z.string(),
  title: z.string(),
  active: z.boolean(),
  roles: z.array(z.string()),
});
const memoSchema = z.object({ roles: z.array(z.string()) });

/** Whatever else a site tells is a field, too. Whoever may sign in is remembered with their roles, for the day they are let in again. */
export function accountOfRow({ id, born, active, ...fields }: z.infer<typeof rowSchema>): Account {
  return {
    id,
    identity: `${fields.login} ${born}`,
    fields,
    active,
    created: born,
    ...(active && { memo: { roles: fields.roles } }),
  };
}

export function rememberedRoles({ memo, without }: AccountRef): readonly string[] {
  const { roles } = memoSchema.catch({ roles: [] }).parse(memo);
  return roles.filter((role) => !without?.roles?.includes(role));
}
