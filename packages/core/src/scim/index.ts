export type * from './filter.js';
export type * from './json.js';
export { isJsonObject } from './json.js';
export type * from './message.js';
export * from './schema.js';
export * from './scim-error.js';
