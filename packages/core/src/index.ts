export * from './companion/index.js';
// The rest of the kit needs fast-check, which an installed server does not have.
export * from './conformance/transcript/index.js';
export * from './connector/index.js';
export * from './scim/index.js';
export * from './scim-client/index.js';
export * from './store/index.js';
export * from './sync/index.js';
