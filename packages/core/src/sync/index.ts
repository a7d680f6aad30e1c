export type * from './application.js';
export * from './create-orchestrator.js';
export * from './default-policy.js';
export * from './effective-groups.js';
export type * from './mapping-preview.js';
export * from './next-times.js';
export * from './observer.js';
export type * from './orchestrator.js';
export type { Settlement } from './reconcile.js';
