import { z } from 'zod';

const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'reference', 'binary', 'complex'] as const;

/** The characteristics of RFC 7643 §7; what is left out has the RFC's default. */
const characteristics = {
  name: z.string().min(1).meta({ description: 'As clients write it, such as badgeNumber.' }),
  type: z.enum(types).default('string').meta({ description: 'Default string.' }),
  multiValued: z.boolean().default(false).meta({ description: 'A list of values. Default false.' }),
  description: z.string().default(''),
  required: z.boolean().default(false).meta({ description: 'Nobody is made without it. Default false.' }),
  caseExact: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Case counts in filters, sorting and uniqueness. Default false; of references true.' }),
  mutability: z
    .enum(['readOnly', 'readWrite', 'immutable', 'writeOnly'])
    .default('readWrite')
    .meta({ description: 'Default readWrite.' }),
  returned: z
    .enum(['always', 'never', 'default', 'request'])
    .exactOptional()
    .meta({ description: 'Default default; of what is writeOnly never.' }),
  uniqueness: z
    .enum(['none', 'server', 'global'])
    .default('none')
    .meta({ description: 'server and global: once in a directory. Default none.' }),
  canonicalValues: z
    .array(z.string())
    .exactOptional()
    .meta({ description: 'Hints for clients; other values are taken, too.' }),
  referenceTypes: z
    .array(z.string().min(1))
    .exactOptional()
    .meta({ description: 'Of references: external, uri, or names of resource types.' }),
};

const subAttribute = z.strictObject({
  ...characteristics,
  // Judged later, so that it is told why and not only that it is unknown.
  subAttributes: z.array(z.json()).exactOptional(),
});

const attribute = z.strictObject({
  ...characteristics,
  subAttributes: z.array(subAttribute).exactOptional().meta({ description: 'Of a complex attribute.' }),
});

const optional = {
  name: z.string().min(1).exactOptional().meta({ description: 'For people. Default: the last part of the id.' }),
  description: z.string().default(''),
  // What a server that serves the schema adds to it.
  schemas: z.array(z.string()).exactOptional(),
  meta: z.record(z.string(), z.json()).exactOptional(),
};
const id = z.string().min(1).meta({ description: 'The URN of the schema.' });
const attributes = z
  .array(attribute)
  .min(1, { error: 'Describe at least one attribute.' })
  .meta({ description: 'As RFC 7643, section 7.' });

/** A schema as RFC 7643 §7 writes it. */
export const schemaDocument = z.strictObject({ id, attributes, ...optional });

/** The same, or where it stands. */
export const schemaItem = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .exactOptional()
      .meta({ description: "A JSON file with the schema, relative to the configuration's folder." }),
    id: id.exactOptional(),
    attributes: attributes.exactOptional(),
    ...optional,
    description: optional.description.unwrap().exactOptional(),
  })
  .superRefine(({ file, ...document }, context) => {
    if (file !== undefined) {
      if (Object.keys(document).length === 0) return;
      context.addIssue({ code: 'custom', message: 'Write `file` alone: the schema stands in that file.' });
      return;
    }
    for (const key of ['id', 'attributes'] as const) {
      if (document[key] !== undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: 'Write the schema as RFC 7643, section 7, or { file: path }.',
      });
    }
  });

export type SchemaDocument = z.output<typeof schemaDocument>;
export type WrittenAttribute = z.output<typeof attribute>;
export type WrittenSubAttribute = z.output<typeof subAttribute>;
