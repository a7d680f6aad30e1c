export { jumpcloudReplay, type ReplayStep } from './jumpcloud-replay.js';
export { type ReplayOptions, type ReplayResult, replayJumpcloudCases } from './replay-jumpcloud-cases.js';
export type { ReplayAnswer, ReplayRequest, SendReplayRequest } from './replay-request.js';
