import type { Transcript } from '@linkspan/core';

/** None: Google has no client that could call this server. */
export const transcripts: readonly Transcript[] = [];
