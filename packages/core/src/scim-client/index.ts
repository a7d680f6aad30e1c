export * from './create-scim-api.js';
export * from './create-scim-checks.js';
export * from './create-scim-groups.js';
export * from './create-scim-users.js';
export type * from './scim-connection.js';
export type * from './scim-credentials.js';
export type { ScimDocument } from './scim-document.js';
export type * from './scim-resource-options.js';
export type { ScimTraits } from './scim-traits.js';
