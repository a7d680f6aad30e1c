import { z } from 'zod';

/** Who belongs to an application: the filter AND any one of the groups. */
export const scopeSection = z
  .strictObject({
    // What it names is judged when the schemas are known.
    filter: z.string().min(1).exactOptional().meta({
      description:
        'A SCIM filter over people. Whoever it does not match for want of an attribute neither enters nor leaves.',
    }),
    groups: z
      .array(z.string().min(1))
      .min(1, { error: 'Name at least one group, or leave `groups` out.' })
      .default([])
      .meta({
        description: 'Names of groups; being in one of them is enough. While one cannot be found nobody leaves.',
      }),
    nested: z
      .boolean()
      .default(true)
      .meta({ description: 'Members of groups within these groups count. Default true.' }),
  })
  .refine(({ filter, groups }) => filter !== undefined || groups.length > 0, {
    error: 'Give `filter`, `groups` or both. Without a scope everybody in the directory belongs to the application.',
  });
