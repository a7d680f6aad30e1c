export * from './companion/index.js';
export * from './connector/index.js';
export * from './scim/index.js';
export * from './scim-client/index.js';
export * from './store/index.js';
export * from './sync/index.js';
