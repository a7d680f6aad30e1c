export type * from './account.js';
export type * from './attribute-rule.js';
export type * from './check.js';
export type * from './connector.js';
export * from './connector-error.js';
export * from './define-connector.js';
export type * from './http-client.js';
export type * from './quirk.js';
