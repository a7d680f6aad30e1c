import { createCompanionWebhook, defineConnector } from '@linkspan/core';
import { createApi } from './api.js';
import { userRules } from './attributes.js';
import { createChecks } from './checks.js';
import { config } from './config.js';
import { guide } from './guide.js';
import { quirks } from './quirks.js';
import { readRegistration } from './read-registration.js';
import { createSiteCompanion } from './site-companion.js';
import { createUsers } from './users.js';

export default defineConnector({
  name: 'wordpress',
  title: 'WordPress',
  config,
  guide,
  outbound: quirks,
  users: userRules,
  connect(config, context) {
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
