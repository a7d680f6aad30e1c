import { type Attribute, defineAttribute } from './schema.js';

export const idAttribute = defineAttribute({
  name: 'id',
  description: 'Assigned by this server; never changes and is never reused.',
  required: true,
  caseExact: true,
  mutability: 'readOnly',
  returned: 'always',
  uniqueness: 'server',
});

export const externalIdAttribute = defineAttribute({
  name: 'externalId',
  description: "The resource's id in the client's own system.",
  caseExact: true,
});

/** What every resource has without its schema saying so: RFC 7643 §3.1. `schemas` is computed when a resource is shown. */
export const commonAttributes: readonly Attribute[] = [
  defineAttribute({
    name: 'schemas',
    type: 'reference',
    referenceTypes: ['uri'],
    multiValued: true,
    description: 'The schemas of the attributes that are present.',
    required: true,
    caseExact: true,
    mutability: 'readOnly',
    returned: 'always',
  }),
  idAttribute,
  externalIdAttribute,
  defineAttribute({
    name: 'meta',
    type: 'complex',
    description: 'What the server knows about the resource.',
    mutability: 'readOnly',
    subAttributes: [
      defineAttribute({ name: 'resourceType', caseExact: true, mutability: 'readOnly' }),
      defineAttribute({ name: 'created', type: 'dateTime', mutability: 'readOnly' }),
      defineAttribute({ name: 'lastModified', type: 'dateTime', mutability: 'readOnly' }),
      defineAttribute({
        name: 'location',
        type: 'reference',
        referenceTypes: ['uri'],
        caseExact: true,
        mutability: 'readOnly',
      }),
      defineAttribute({ name: 'version', caseExact: true, mutability: 'readOnly' }),
    ],
  }),
];
