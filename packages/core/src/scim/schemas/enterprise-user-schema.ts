import { defineAttribute, type Schema } from '../schema.js';

/** RFC 7643 §4.3 and §8.7.1. */
export const enterpriseUserSchema: Schema = {
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: [
    defineAttribute({
      name: 'employeeNumber',
      description: 'The number or code by which the organization knows the user.',
    }),
    defineAttribute({ name: 'costCenter', description: 'The cost center.' }),
    defineAttribute({ name: 'organization', description: 'The organization.' }),
    defineAttribute({ name: 'division', description: 'The division.' }),
    defineAttribute({ name: 'department', description: 'The department.' }),
    defineAttribute({
      name: 'manager',
      type: 'complex',
      description: "The user's manager.",
      subAttributes: [
        // An id, and ids are case-exact.
        defineAttribute({ name: 'value', description: "The manager's id.", caseExact: true }),
        defineAttribute({
          name: '$ref',
          type: 'reference',
          referenceTypes: ['User'],
          description: "The manager's address.",
          caseExact: true,
        }),
        defineAttribute({ name: 'displayName', description: "The manager's name.", mutability: 'readOnly' }),
      ],
    }),
  ],
};
