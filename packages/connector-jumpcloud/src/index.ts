import { defineConnector } from '@linkspan/core';
import { createApi } from './api.js';
import { groups, users } from './attributes.js';
import { createChecks } from './checks.js';
import { config } from './config.js';
import { createChanges } from './create-changes.js';
import { findBaseUrlProblem } from './find-base-url-problem.js';
import { createGroups } from './groups.js';
import { guide } from './guide.js';
import { inboundChecks } from './inbound-checks.js';
import { pushed } from './pushed-attributes.js';
import { quarantine } from './quarantine.js';
import { quirks } from './quirks.js';
import { readOrganization } from './read-organization.js';
import { transcripts } from './transcripts.js';
import { createUsers } from './users.js';

export default defineConnector({
  name: 'jumpcloud',
  title: 'JumpCloud',
  config,
  guide,
  inbound: quirks,
  pushed,
  quarantine,
  inboundChecks,
  transcripts,
  findBaseUrlProblem,
  users,
  groups,
  connect(settings, context) {
    const api = createApi(settings, context);
    const changes = {
      users: createChanges('users', api, settings, context),
      groups: createChanges('groups', api, settings, context),
    };
    return {
      checks: createChecks(api, settings, context, changes.users),
      async site(signal) {
        const { current, all } = await readOrganization(api, settings.organization, signal);
        return current?._id ?? all.map(({ _id }) => _id).join(' ');
      },
      // Only administrators make users.
      openRegistration: async () => false,
      users: { ...createUsers(api, settings), changes: changes.users },
      groups: { ...createGroups(api), changes: changes.groups },
    };
  },
});
