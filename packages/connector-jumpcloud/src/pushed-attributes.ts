import type { ConnectorModule, ResourceRules } from '@linkspan/core';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/**
 * Where the fields of JumpCloud's own API arrive by SCIM, as its client converts them: `state`, for one, comes as true or false. Only
 * what its documents or recorded traffic say, or what working services conclude; further fields arrive where the administrator maps them.
 */
const users: ResourceRules = {
  rules: [
    { remote: '_id', scim: 'externalId', flow: 'read' },
    { remote: 'email', scim: ['userName', 'emails[type eq "work"].value'], flow: 'read' },
    { remote: 'firstname', scim: 'name.givenName', flow: 'read' },
    { remote: 'lastname', scim: 'name.familyName', flow: 'read' },
    { remote: 'displayname', scim: 'displayName', flow: 'read' },
    { remote: 'jobTitle', scim: 'title', flow: 'read' },
    // False for whoever is suspended, and for whose password has expired.
    { remote: 'state', scim: 'active', flow: 'read' },
    { remote: 'phoneNumbers[work].number', scim: 'phoneNumbers[type eq "work"].value', flow: 'read' },
    { remote: 'addresses[work].streetAddress', scim: 'addresses[type eq "work"].streetAddress', flow: 'read' },
    { remote: 'addresses[work].locality', scim: 'addresses[type eq "work"].locality', flow: 'read' },
    { remote: 'addresses[work].region', scim: 'addresses[type eq "work"].region', flow: 'read' },
    { remote: 'addresses[work].postalCode', scim: 'addresses[type eq "work"].postalCode', flow: 'read' },
    { remote: 'addresses[work].country', scim: 'addresses[type eq "work"].country', flow: 'read' },
    { remote: 'department', scim: `${enterprise}:department`, flow: 'read' },
    { remote: 'costCenter', scim: `${enterprise}:costCenter`, flow: 'read' },
    { remote: 'company', scim: `${enterprise}:organization`, flow: 'read' },
    { remote: 'employeeIdentifier', scim: `${enterprise}:employeeNumber`, flow: 'read' },
    { remote: 'manager', scim: `${enterprise}:manager.value`, flow: 'read' },
  ],
};

const groups: ResourceRules = {
  rules: [
    { remote: 'name', scim: 'displayName', flow: 'read' },
    { remote: 'members', scim: 'members.value', flow: 'read' },
  ],
};

export const pushed: NonNullable<ConnectorModule['pushed']> = { users, groups };
