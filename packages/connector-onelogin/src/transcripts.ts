import type { Transcript } from '@linkspan/core';
import { oneloginEnterprise } from './transcripts/onelogin-enterprise.js';

export const transcripts: readonly Transcript[] = [oneloginEnterprise];
