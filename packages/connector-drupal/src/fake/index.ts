export type { Fault, Trouble } from '@linkspan/core/fake';
export type { FakeRequest } from './answer.js';
export type { FakeSettings, NewFakeUser } from './fake-site.js';
export type { FakeRole, FakeUser } from './fake-user.js';
export { type FakeDrupal, type StartFakeDrupal, startFakeDrupal } from './start-fake-drupal.js';
