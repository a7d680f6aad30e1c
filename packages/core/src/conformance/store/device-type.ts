import { defineAttribute, type ResourceType } from '../../scim/schema.js';

export const ownership = 'urn:linkspan:conformance:1.0:Ownership';

/** A resource type as an operator may declare one. */
export const deviceType: ResourceType = {
  name: 'Device',
  endpoint: '/Devices',
  description: 'For the store contract.',
  schema: {
    id: 'urn:linkspan:conformance:1.0:Device',
    name: 'Device',
    description: 'For the store contract.',
    attributes: [
      defineAttribute({ name: 'serial', required: true, uniqueness: 'server' }),
      defineAttribute({ name: 'tag', caseExact: true, uniqueness: 'global' }),
      defineAttribute({ name: 'boughtAt', type: 'dateTime', uniqueness: 'server' }),
      defineAttribute({ name: 'weight', type: 'decimal' }),
      defineAttribute({
        name: 'ports',
        type: 'complex',
        multiValued: true,
        subAttributes: [
          defineAttribute({ name: 'value', uniqueness: 'server' }),
          defineAttribute({ name: 'speed', type: 'integer' }),
          defineAttribute({ name: 'primary', type: 'boolean' }),
        ],
      }),
    ],
  },
  extensions: [
    {
      required: false,
      schema: {
        id: ownership,
        name: 'Ownership',
        description: 'For the store contract.',
        attributes: [defineAttribute({ name: 'assetNumber', type: 'integer', uniqueness: 'server' })],
      },
    },
  ],
};
