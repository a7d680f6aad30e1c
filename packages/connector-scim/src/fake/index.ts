export type { FakeOptions } from './fake-options.js';
export { type FakeScim, startFakeScim } from './start-fake-scim.js';
