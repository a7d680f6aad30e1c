import { z } from 'zod';
import { durationPattern, parseDuration } from './parse-duration.js';

const durationRemedy = 'Write a duration such as 0m, 30m, 12h or 7d.';
const accountIdRemedy =
  "Write the id of the account that receives what the person owns, as the application's own pages show it.";

const duration = z
  .string({ error: durationRemedy })
  .regex(durationPattern, { error: durationRemedy })
  .transform((text) => parseDuration(text) ?? 0);

const mappingItem = z
  .strictObject({
    scim: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .exactOptional()
      .meta({ description: 'A SCIM path; of several, the first that has a value.' }),
    remote: z.string().min(1).meta({ description: "The application's field." }),
    default: z.json().exactOptional().meta({ description: 'Sent where the person has no value.' }),
    constant: z.json().exactOptional().meta({ description: 'Sent for everybody, instead of `scim`.' }),
    when: z.enum(['always', 'create']).exactOptional().meta({ description: '`create`: later changes are left alone.' }),
    drop: z.boolean().exactOptional().meta({ description: "Removes the connector's own rule for this field." }),
  })
  .refine(({ remote: _, drop = false, ...rest }) => (drop ? 0 : 1) === Math.min(1, Object.keys(rest).length), {
    error: 'Beside `remote`, give either `drop: true` alone or what changes: `scim`, `constant`, `default`, `when`.',
  })
  .refine(({ scim, constant }) => scim === undefined || constant === undefined, {
    error: 'Give `scim` or `constant`: a field has one source.',
  });

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
    .boolean()
    .default(false)
    .meta({ description: 'Lets `roles` hand out roles that can change other accounts.' }),
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
