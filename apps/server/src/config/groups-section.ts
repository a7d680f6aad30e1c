import { z } from 'zod';

const remedy = 'Write `all`, or the names of groups: [Staff, Editors].';

/** Which of the directory's groups an application gets, where it has groups. */
export const groupsSection = z.strictObject({
  provision: z
    .union([z.literal('all'), z.array(z.string().min(1)).min(1)], { error: remedy })
    .meta({ description: '`all`, or names of groups. One that is renamed later stays the same group.' }),
  onDelete: z.enum(['delete', 'empty', 'keep']).default('empty').meta({
    description:
      'Of a group that is deleted from the directory. `empty`: whoever we put in is taken out, and the group stays; so too with `delete` while that operation is off.',
  }),
});
