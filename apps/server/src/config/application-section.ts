import { z } from 'zod';
import { mappingItem } from './mapping-item.js';
import { durationPattern, parseDuration } from './parse-duration.js';

const durationRemedy = 'Write a duration such as 0m, 30m, 12h or 7d.';
const accountIdRemedy =
  "Write the id of the account that receives what the person owns, as the application's own pages show it.";
const privilegedRemedy = 'Write the names of the roles: [administrator].';

const duration = z
  .string({ error: durationRemedy })
  .regex(durationPattern, { error: durationRemedy })
  .transform((text) => parseDuration(text) ?? 0);

export const applicationSection = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .meta({ description: 'False: nothing is done there, and nobody is deprovisioned.' }),
  connector: z.string().min(1).meta({ description: 'The package that knows the vendor.' }),
  directory: z.string().default('main').meta({ description: 'Whose people it gets. Default main.' }),
  config: z.record(z.string(), z.json()).default({}).meta({
    description: "The connector's own settings. Any value may be { env: NAME } or { file: path }; secrets must be.",
  }),
  provisioning: z
    .strictObject({
      automatic: z.boolean().default(true).meta({ description: 'False: only `linkspan sync` writes. Default true.' }),
    })
    .prefault({}),
  operations: z
    .strictObject({
      create: z.boolean().default(true),
      update: z.boolean().default(true),
      deactivate: z.boolean().default(true),
      delete: z.boolean().default(true),
    })
    .prefault({})
    .meta({ description: 'What may be done there at all. Default: everything.' }),
  mapping: z
    .array(mappingItem)
    .default([])
    .meta({ description: "Each replaces the connector's rule of the same `remote`." }),
  roles: z
    .record(z.string(), z.string().min(1))
    .default({})
    .meta({ description: 'Group name: role. Only roles named here (and defaultRole) are ever touched.' }),
  defaultRole: z.string().min(1).exactOptional().meta({ description: 'For somebody without any of these groups.' }),
  allowPrivileged: z
    .array(z.string().min(1), { error: privilegedRemedy })
    .default([])
    .meta({ description: 'Roles that can change other accounts, and that `roles` may hand out all the same.' }),
  leaving: z
    .strictObject({
      onInactive: z.enum(['deactivate', 'keep']).default('deactivate'),
      onDelete: z.enum(['deactivate', 'delete', 'keep']).default('deactivate'),
      grace: duration.prefault('0m').meta({
        description: 'From "inactive" to the deactivation: a password that expired is no leaver. Default 0m.',
      }),
      reassignTo: z
        .union([z.string().min(1), z.int()], { error: accountIdRemedy })
        .transform(String)
        .exactOptional()
        .meta({ description: 'The account that receives what a deleted person owns.' }),
    })
    .prefault({})
    .meta({ description: 'What happens to the account of somebody who leaves.' }),
  concurrency: z.int().min(1).max(64).default(4).meta({ description: 'People worked on at once. Default 4.' }),
});
