export { type RunningServer, type StartOptions, startServer } from './main.js';
export type { Host } from './open-host.js';
