export { type MiniOrangeCase, miniOrangeCases } from './mini-orange-cases.js';
export {
  type ReplayedRequest,
  replayMiniOrangeCases,
  type SendReplayedRequest,
} from './replay-mini-orange-cases.js';
