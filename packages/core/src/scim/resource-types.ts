import type { ResourceType } from './schema.js';
import { enterpriseUserSchema } from './schemas/enterprise-user-schema.js';
import { groupSchema } from './schemas/group-schema.js';
import { userSchema } from './schemas/user-schema.js';

export const userType: ResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'User Account',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema, required: false }],
  defaults: { active: true },
};

export const groupType: ResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group',
  schema: groupSchema,
  extensions: [],
};

export const resourceTypes: readonly ResourceType[] = [userType, groupType];
