import { z } from 'zod';
import { schemaItem } from './schema-document.js';

/** What this server knows of people, groups and other resources beside what the RFC says. Between them it is judged by `readDeclaredTypes`. */
export const schemasSection = z
  .array(schemaItem)
  .default([])
  .meta({ description: 'Schemas of your own: of extensions, and of resource types.' });

export const resourceTypesSection = z
  .array(
    z.strictObject({
      name: z.string().min(1).meta({ description: 'User, Group, or a type of your own, such as Device.' }),
      endpoint: z.string().min(1).exactOptional().meta({ description: 'Of a type of your own: /Devices.' }),
      schema: z.string().min(1).exactOptional().meta({ description: 'Of a type of your own: the id of its schema.' }),
      schemaExtensions: z
        .array(
          z.strictObject({
            schema: z.string().min(1).meta({ description: 'The id of a schema under `schemas`.' }),
            required: z.boolean().default(false).meta({ description: 'Nobody is made without it. Default false.' }),
          }),
        )
        .default([])
        .meta({ description: 'What is added to the type.' }),
      description: z.string().exactOptional(),
      id: z.string().exactOptional(),
      schemas: z.array(z.string()).exactOptional(),
      meta: z.record(z.string(), z.json()).exactOptional(),
    }),
  )
  .default([])
  .meta({ description: 'Extensions of User and Group, and types of your own: as RFC 7643, section 6.' });

export type ResourceTypeItem = z.output<typeof resourceTypesSection>[number];
