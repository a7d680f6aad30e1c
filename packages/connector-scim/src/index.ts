import { createScimApi, createScimChecks, createScimGroups, createScimUsers, defineConnector } from '@linkspan/core';
import { groupRules, userRules } from './attributes.js';
import { config } from './config.js';
import { connectionOf } from './connection-of.js';
import { guide } from './guide.js';
import { quirks } from './quirks.js';

export default defineConnector({
  name: 'scim',
  title: 'SCIM 2.0',
  config,
  guide,
  outbound: quirks,
  users: userRules,
  groups: groupRules,
  connect(config, context) {
    const connection = connectionOf(config);
    const api = createScimApi(connection, context);
    const { deactivate, reactivate, remove, ...users } = createScimUsers(api, { rules: userRules });
    const { remove: removeGroup, ...groups } = createScimGroups(api, { rules: groupRules });
    return {
      checks: createScimChecks(api, {
        connection,
        users: userRules,
        ...(config.groups && { groups: groupRules }),
      }),
      users: {
        ...users,
        ...(config.deactivation && { deactivate, reactivate }),
        ...(config.deletion && { remove }),
      },
      ...(config.groups && { groups: { ...groups, ...(config.deletion && { remove: removeGroup }) } }),
    };
  },
});
