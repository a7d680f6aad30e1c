import { createCompanionWebhook, defineConnector } from '@linkspan/core';
import { createApi } from './api.js';
import { userRules } from './attributes.js';
import { createChecks } from './checks.js';
import { guide } from './guide.js';
import { quirks } from './quirks.js';
import { readRegistration } from './read-registration.js';
import { connectScimMode } from './scim-mode.js';
import { configByMode } from './scim-mode-config.js';
import { createSiteCompanion } from './site-companion.js';
import { createUsers } from './users.js';

export default defineConnector({
  name: 'wordpress',
  title: 'WordPress',
  config: configByMode,
  guide,
  outbound: quirks,
  users: userRules,
  // What becomes of one in miniOrange's server nobody has seen.
  takesPasswords: (config) => config.mode !== 'scim',
  connect(config, context) {
    if (config.mode === 'scim') return connectScimMode(config, context);
    const api = createApi(config, context);
    const companion = createSiteCompanion(api, context.now);
    return {
      checks: createChecks(api, config, companion),
      async site(signal) {
        const { home, url } = await api.index(signal);
        return home ?? url;
      },
      openRegistration: (signal) => readRegistration(api, signal),
      users: createUsers(api, config, companion, context),
      ...(config.companion && { webhook: createCompanionWebhook(config.companion.webhookSecret) }),
    };
  },
});
