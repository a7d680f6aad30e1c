import type { ResourceRules } from '@linkspan/core';

/**
 * The attributes of Okta's documented requests under what its profile calls them. Further ones arrive where the administrator maps them
 * (Provisioning > To App > Attribute Mappings).
 */
const users: ResourceRules = {
  rules: [
    { remote: 'id', scim: 'externalId', flow: 'read' },
    { remote: 'login', scim: 'userName', flow: 'read' },
    { remote: 'email', scim: 'emails[type eq "work"].value', flow: 'read' },
    { remote: 'firstName', scim: 'name.givenName', flow: 'read' },
    { remote: 'middleName', scim: 'name.middleName', flow: 'read' },
    { remote: 'lastName', scim: 'name.familyName', flow: 'read' },
    { remote: 'displayName', scim: 'displayName', flow: 'read' },
    { remote: 'locale', scim: 'locale', flow: 'read' },
    // False for whoever is unassigned or deactivated.
    { remote: 'status', scim: 'active', flow: 'read' },
  ],
};

const groups: ResourceRules = {
  rules: [
    { remote: 'name', scim: 'displayName', flow: 'read' },
    { remote: 'members', scim: 'members.value', flow: 'read' },
  ],
};

export const pushed = { users, groups };
