import type { ResourceRules } from '@linkspan/core';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/**
 * The mappings that a new application begins with (learn.microsoft.com, customize-application-attributes), under what Entra calls its attributes. The
 * administrator changes them: what is really sent shows "linkspan requests".
 */
const users: ResourceRules = {
  rules: [
    { remote: 'userPrincipalName', scim: 'userName', flow: 'read' },
    // Switch([IsSoftDeleted], , "False", "True", "True", "False"): false for whoever is deleted or out of scope.
    { remote: 'IsSoftDeleted', scim: 'active', flow: 'read' },
    { remote: 'displayName', scim: 'displayName', flow: 'read' },
    { remote: 'jobTitle', scim: 'title', flow: 'read' },
    { remote: 'mail', scim: 'emails[type eq "work"].value', flow: 'read' },
    { remote: 'preferredLanguage', scim: 'preferredLanguage', flow: 'read' },
    { remote: 'givenName', scim: 'name.givenName', flow: 'read' },
    { remote: 'surname', scim: 'name.familyName', flow: 'read' },
    { remote: 'physicalDeliveryOfficeName', scim: 'addresses[type eq "work"].formatted', flow: 'read' },
    { remote: 'streetAddress', scim: 'addresses[type eq "work"].streetAddress', flow: 'read' },
    { remote: 'city', scim: 'addresses[type eq "work"].locality', flow: 'read' },
    { remote: 'state', scim: 'addresses[type eq "work"].region', flow: 'read' },
    { remote: 'postalCode', scim: 'addresses[type eq "work"].postalCode', flow: 'read' },
    { remote: 'country', scim: 'addresses[type eq "work"].country', flow: 'read' },
    { remote: 'telephoneNumber', scim: 'phoneNumbers[type eq "work"].value', flow: 'read' },
    { remote: 'mobile', scim: 'phoneNumbers[type eq "mobile"].value', flow: 'read' },
    { remote: 'facsimileTelephoneNumber', scim: 'phoneNumbers[type eq "fax"].value', flow: 'read' },
    { remote: 'mailNickname', scim: 'externalId', flow: 'read' },
    { remote: 'employeeId', scim: `${enterprise}:employeeNumber`, flow: 'read' },
    { remote: 'department', scim: `${enterprise}:department`, flow: 'read' },
    { remote: 'manager', scim: `${enterprise}:manager.value`, flow: 'read' },
  ],
};

const groups: ResourceRules = {
  rules: [
    { remote: 'displayName', scim: 'displayName', flow: 'read' },
    { remote: 'objectId', scim: 'externalId', flow: 'read' },
    { remote: 'members', scim: 'members.value', flow: 'read' },
  ],
};

export const pushed = { users, groups };
