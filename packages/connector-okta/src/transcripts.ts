import type { Transcript } from '@linkspan/core';
import { oktaCatalog } from './transcripts/okta-catalog.js';
import { oktaWizard } from './transcripts/okta-wizard.js';

export const transcripts: readonly Transcript[] = [oktaWizard, oktaCatalog];
