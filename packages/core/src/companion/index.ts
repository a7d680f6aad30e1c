export * from './companion.js';
export * from './create-companion-webhook.js';
export * from './read-companion-changes.js';
