import type { Transcript } from '@linkspan/core';
import { entraDefault } from './transcripts/entra-default.js';
import { entraFlag } from './transcripts/entra-flag.js';

export const transcripts: readonly Transcript[] = [entraDefault, entraFlag];
