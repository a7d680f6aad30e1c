export type { AuthenticationScheme } from './authentication-schemes.js';
export * from './create-directory-writer.js';
export { createScimServer } from './create-scim-server.js';
export * from './default-limits.js';
export { maximumDepth } from './read-body.js';
export type * from './scim-client.js';
export { errorResponse } from './scim-response.js';
export type * from './scim-server.js';
export { createUuidV7 } from './uuid-v7.js';
