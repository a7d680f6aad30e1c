export { findMismatch } from './find-mismatch.js';
export { type ReplayTranscriptOptions, replayTranscript, type TranscriptResult } from './replay-transcript.js';
export type { SendTranscript, TranscriptAnswer, TranscriptCall } from './transcript-call.js';
