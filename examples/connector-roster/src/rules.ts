import type { ResourceRules } from '@linkspan/core';

export const userRules: ResourceRules = {
  rules: [
    { scim: 'userName', remote: 'login', when: 'create', required: true, correlates: 'adopt' },
    { scim: ['emails[primary eq true].value', 'emails.value'], remote: 'mail', required: true, correlates: 'ask' },
    { scim: 'displayName', remote: 'name', flow: 'both' },
    { scim: 'title', remote: 'title', flow: 'both' },
  ],
  fields: [],
  reassign: 'unsupported',
};

export const groupRules: ResourceRules = {
  rules: [{ scim: 'displayName', remote: 'name', required: true, correlates: 'adopt', flow: 'both' }],
  members: { remote: 'members', nested: false, atOnce: 20 },
};
