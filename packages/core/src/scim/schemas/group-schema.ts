import { defineAttribute, type Schema } from '../schema.js';

/** RFC 7643 §4.2 and §8.7.1. */
export const groupSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: [
    defineAttribute({ name: 'displayName', description: "The group's name.", required: true }),
    defineAttribute({
      name: 'members',
      type: 'complex',
      multiValued: true,
      description: 'Who belongs to the group.',
      subAttributes: [
        // An id, and ids are case-exact.
        defineAttribute({ name: 'value', description: "The member's id.", caseExact: true, mutability: 'immutable' }),
        defineAttribute({
          name: '$ref',
          type: 'reference',
          referenceTypes: ['User', 'Group'],
          description: "The member's address.",
          caseExact: true,
          mutability: 'immutable',
        }),
        defineAttribute({
          name: 'type',
          description: 'What the member is.',
          canonicalValues: ['User', 'Group'],
          mutability: 'immutable',
        }),
        defineAttribute({
          name: 'display',
          description: "The member's present displayName, else its userName.",
          mutability: 'readOnly',
        }),
      ],
    }),
  ],
};
