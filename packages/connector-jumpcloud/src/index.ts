import { defineConnector } from '@linkspan/core';
import { groups, users } from './attributes.js';
import { config } from './config.js';
import { guide } from './guide.js';
import { inboundChecks } from './inbound-checks.js';
import { quarantine } from './quarantine.js';
import { quirks } from './quirks.js';

export default defineConnector({
  name: 'jumpcloud',
  title: 'JumpCloud',
  config,
  guide,
  inbound: quirks,
  users,
  groups,
  quarantine,
  inboundChecks,
});
