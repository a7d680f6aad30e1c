export type * from './application.js';
export type * from './orchestrator.js';
