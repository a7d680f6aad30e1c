import { z } from 'zod';
import { correlationItem } from './correlation-item.js';
import { groupsSection } from './groups-section.js';
import { guardsSection } from './guards-section.js';
import { leavingSection } from './leaving-section.js';
import { mappingItem } from './mapping-item.js';
import { operationsSection } from './operations-section.js';
import { passwordsKey } from './passwords-key.js';
import { provisioningSection } from './provisioning-section.js';
import { scopeSection } from './scope-section.js';
import { twoWaySection } from './two-way-section.js';

const privilegedRemedy = 'Write the names of the roles: [administrator].';

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
  client: z.string().min(1).exactOptional().meta({
    description:
      'The client as which the same system also pushes to us: links are made by its externalId, and nobody is provisioned twice.',
  }),
  operations: operationsSection,
  provisioning: provisioningSection,
  scope: scopeSection
    .exactOptional()
    .meta({ description: 'Who belongs to it: the filter AND any one of the groups. Absent: everybody.' }),
  correlation: z
    .array(correlationItem)
    .min(1, { error: 'Name at least one pair, or leave `correlation` out: then the connector decides.' })
    .exactOptional()
    .meta({
      description:
        "How an account that stands there already is found to be somebody's, in order. Absent: by the connector's own rules.",
    }),
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
  groups: groupsSection
    .exactOptional()
    .meta({ description: 'Groups of the directory that it gets as groups, where it has any. Absent: none.' }),
  leaving: leavingSection,
  passwords: passwordsKey,
  drift: z.enum(['observe', 'enforce']).default('observe').meta({
    description:
      'What a full run does about an account that shows something else than was agreed: say so, or set it right.',
  }),
  twoWay: twoWaySection
    .exactOptional()
    .meta({ description: 'What comes back from it. Absent: a rule that reads only writes.' }),
  guards: guardsSection,
  concurrency: z
    .int()
    .min(1)
    .max(64)
    .default(4)
    .meta({ description: 'People whom the application is asked about at once. Default 4.' }),
});
