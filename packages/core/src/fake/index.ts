export * from './fault.js';
export * from './serve.js';
