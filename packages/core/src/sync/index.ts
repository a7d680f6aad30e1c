export type * from './application.js';
export * from './create-orchestrator.js';
export type * from './orchestrator.js';
