export type { Fault, Trouble } from '@linkspan/core/fake';
export type { FakeAnswer, FakeRequest } from './fake-answer.js';
export type { FakeActor, FakeEvent, FakeGroup, FakeUser } from './fake-organization.js';
export {
  type FakeExchange,
  type FakeJumpCloud,
  type StartFakeJumpCloud,
  startFakeJumpCloud,
} from './start-fake-jumpcloud.js';
