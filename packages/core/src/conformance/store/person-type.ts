import { userType } from '../../scim/resource-types.js';
import { defineAttribute, type ResourceType, type Schema } from '../../scim/schema.js';

export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const extra = 'urn:linkspan:conformance:1.0:User';

/** An extension with the types that no attribute of a User has. */
const extraSchema: Schema = {
  id: extra,
  name: 'Extra',
  description: 'For the store contract.',
  attributes: [
    defineAttribute({ name: 'count', type: 'integer' }),
    defineAttribute({ name: 'ratio', type: 'decimal' }),
    defineAttribute({ name: 'flag', type: 'boolean' }),
    defineAttribute({ name: 'code', caseExact: true }),
    defineAttribute({ name: 'tags', multiValued: true }),
    defineAttribute({ name: 'since', type: 'dateTime' }),
    defineAttribute({ name: 'visits', type: 'dateTime', multiValued: true }),
  ],
};

export const personType: ResourceType = {
  ...userType,
  extensions: [...userType.extensions, { schema: extraSchema, required: false }],
};
