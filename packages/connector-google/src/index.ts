import { defineConnector } from '@linkspan/core';
import { config } from './config.js';
import { findBaseUrlProblem } from './find-base-url-problem.js';
import { guide } from './guide.js';
import { pushed } from './pushed-attributes.js';
import { quirks } from './quirks.js';
import { transcripts } from './transcripts.js';

export default defineConnector({
  name: 'google',
  title: 'Google Workspace',
  config,
  guide,
  inbound: quirks,
  users: pushed.users,
  groups: pushed.groups,
  transcripts,
  findBaseUrlProblem,
});
