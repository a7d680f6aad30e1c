import type { ResourceRules } from '@linkspan/core';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** What the published templates of the connector send, under OneLogin's macros. The operator's own template decides. */
const users: ResourceRules = {
  rules: [
    { remote: 'parameters.scimusername', scim: 'userName', flow: 'read' },
    { remote: 'user.firstname', scim: 'name.givenName', flow: 'read' },
    { remote: 'user.lastname', scim: 'name.familyName', flow: 'read' },
    { remote: 'user.display_name', scim: 'name.formatted', flow: 'read' },
    { remote: 'user.email', scim: 'emails[type eq "work"].value', flow: 'read' },
    { remote: 'parameters.title', scim: 'title', flow: 'read' },
    { remote: 'parameters.organization', scim: `${enterprise}:organization`, flow: 'read' },
    { remote: 'parameters.department', scim: `${enterprise}:department`, flow: 'read' },
    { remote: 'parameters.external_manager_id', scim: `${enterprise}:manager.value`, flow: 'read' },
  ],
};

const groups: ResourceRules = {
  rules: [
    { remote: 'group', scim: 'displayName', flow: 'read' },
    { remote: 'members', scim: 'members.value', flow: 'read' },
  ],
};

export const pushed = { users, groups };
