import { z } from 'zod';
import { applicationSection } from './application-section.js';
import { clientSection } from './client-section.js';
import { eventSection } from './event-section.js';
import { notifySection } from './notify-section.js';
import { requestsSection } from './requests-section.js';
import { resourceTypesSection, schemasSection } from './schemas/schemas-section.js';
import { secretReference } from './secret-reference.js';
import { serverSection } from './server-section.js';

const nameRemedy = 'Use up to 63 lower-case letters, digits, ".", "_" and "-", beginning with a letter or digit.';
const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,62}$/, { error: nameRemedy });

/** The shape of `linkspan.yaml`. What needs more than one key to judge is in `findConflicts`. */
export const configurationSchema = z
  .strictObject({
    server: serverSection.prefault({}).meta({ description: 'How this server is reached.' }),
    database: z
      .union([z.string().min(1), secretReference], {
        error: 'Write the path of a SQLite file, or { env: NAME } that holds a postgres:// URL.',
      })
      .default('./data/linkspan.sqlite')
      .meta({ description: 'A SQLite file, or a reference to a postgres:// URL.' }),
    directories: z
      .record(name, z.strictObject({}))
      .default({ main: {} })
      .meta({ description: 'Sets of people and groups with unique userNames.' }),
    schemas: schemasSection,
    resourceTypes: resourceTypesSection,
    clients: z.record(name, clientSection).default({}).meta({ description: 'Who provisions over SCIM, by name.' }),
    applications: z
      .record(name, applicationSection)
      .default({})
      .meta({ description: 'What is kept in agreement, by name.' }),
    requests: requestsSection.prefault({}).meta({ description: 'The log of what clients asked and were answered.' }),
    events: z
      .record(name, eventSection)
      .default({})
      .meta({ description: 'Who is told of changes in a directory by signed security events (RFC 9967), by name.' }),
    notify: notifySection.exactOptional().meta({ description: 'Who is told when something waits for a person.' }),
  })
  .meta({ title: 'Linkspan configuration' });

export type ConfigurationFile = z.output<typeof configurationSchema>;
export type ClientSection = z.output<typeof clientSection>;
export type ApplicationSection = z.output<typeof applicationSection>;
export type EventSection = z.output<typeof eventSection>;
export type NotifySection = z.output<typeof notifySection>;
export type ServerSection = z.output<typeof serverSection>;
export type RequestsSection = z.output<typeof requestsSection>;
