export type { Fault, Trouble } from '@linkspan/core/fake';
export type { FakeRequest } from './answer.js';
export type { FakeChange } from './fake-companion.js';
export type { FakePost, FakeRegistration, NewFakeUser } from './fake-site.js';
export type { FakeUser } from './fake-user.js';
export { type FakeMiniOrange, startFakeMiniOrange } from './mini-orange/start-fake-mini-orange.js';
export { type FakeWordPress, type StartFakeWordPress, startFakeWordPress } from './start-fake-wordpress.js';
