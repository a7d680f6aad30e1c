import { createCompanionWebhook, defineConnector } from '@linkspan/core';
import { createApi } from './api.js';
import { userRules } from './attributes.js';
import { createChecks } from './checks.js';
import { createCompanionClient } from './companion.js';
import { guide } from './guide.js';
import { pushed } from './pushed.js';
import { quirks } from './quirks.js';
import { readRegistration } from './read-registration.js';
import { readSite } from './read-site.js';
import { connectScimMode } from './scim-mode.js';
import { configByMode } from './scim-mode-config.js';
import { createUsers } from './users.js';

export default defineConnector({
  name: 'drupal',
  title: 'Drupal',
  config: configByMode,
  guide,
  pushed,
  outbound: quirks,
  users: userRules,
  // What becomes of one in miniOrange's server nobody has seen.
  takesPasswords: (config) => config.mode !== 'scim',
  connect(config, context) {
    if (config.mode === 'scim') return connectScimMode(config, context);
    const api = createApi(config, context);
    const companion = createCompanionClient(api, context.now);
    return {
      checks: createChecks(api, companion, config, context.now),
      site: (signal) => readSite(api, signal),
      openRegistration: (signal) => readRegistration(api, signal),
      users: createUsers(api, companion, config, context),
      ...(config.companion && { webhook: createCompanionWebhook(config.companion.webhookSecret) }),
    };
  },
});
