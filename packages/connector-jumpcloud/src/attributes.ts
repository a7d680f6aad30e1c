import type { AttributeRule, ResourceRules } from '@linkspan/core';
import { samePhoneNumber, sameWithoutCase, toPhoneNumber } from './same-value.js';
import { toEmail, toUsername } from './to-username.js';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

/** Both ways: what may come back is the operator's to name. */
const both = (remote: string, scim: string): AttributeRule => ({ remote, scim, flow: 'both' });

const phone = (type: string, scimType: string): AttributeRule => ({
  ...both(`phoneNumbers[${type}].number`, `phoneNumbers[type eq "${scimType}"].value`),
  same: samePhoneNumber,
  convert: { toRemote: toPhoneNumber, toScim: (number) => number },
});

const address = (type: string): readonly AttributeRule[] =>
  ['streetAddress', 'locality', 'region', 'postalCode', 'country'].map((part) =>
    both(`addresses[${type}].${part}`, `addresses[type eq "${type}"].${part}`),
  );

/**
 * A user of JumpCloud as an application. Beside these an operator may map to `location`, `description`, `managedAppleId`, `manager` (the id of
 * a user there), further phones and parts of addresses, and `attributes[name].value`.
 */
export const users: ResourceRules = {
  rules: [
    // JumpCloud's client sends its own id as externalId: who was pushed is joined by it.
    { remote: '_id', scim: 'externalId', flow: 'read' },
    // Before the log-in, which is often made up from the address, so that it says less about who somebody is.
    {
      remote: 'email',
      scim: ['emails[primary eq true].value', 'emails[type eq "work"].value', 'emails.value', 'userName'],
      flow: 'both',
      required: true,
      correlates: 'adopt',
      same: sameWithoutCase,
      convert: { toRemote: toEmail, toScim: (email) => email },
    },
    {
      remote: 'username',
      scim: 'userName',
      // Back: who is imported is called by it.
      flow: 'both',
      when: 'create',
      required: true,
      correlates: 'ask',
      same: sameWithoutCase,
      convert: { toRemote: toUsername, toScim: (username) => username },
    },
    both('firstname', 'name.givenName'),
    both('middlename', 'name.middleName'),
    both('lastname', 'name.familyName'),
    both('displayname', 'displayName'),
    both('jobTitle', 'title'),
    both('employeeType', 'userType'),
    both('department', `${enterprise}:department`),
    both('costCenter', `${enterprise}:costCenter`),
    both('company', `${enterprise}:organization`),
    both('employeeIdentifier', `${enterprise}:employeeNumber`),
    // Where JumpCloud sends activations and new passwords to: not for anybody else to change unless a mapping says so.
    { remote: 'alternateEmail', scim: 'emails[type eq "other"].value', flow: 'read' },
    phone('work', 'work'),
    phone('mobile', 'mobile'),
    phone('home', 'home'),
    phone('work_fax', 'fax'),
    ...address('work'),
    ...address('home'),
  ],
  // Who was managed by somebody who is removed gets another manager, or none.
  reassign: 'optional',
};

export const groups: ResourceRules = {
  rules: [
    { remote: 'id', scim: 'externalId', flow: 'read' },
    { remote: 'name', scim: 'displayName', flow: 'both', required: true, correlates: 'adopt' },
  ],
  fields: ['description', 'email'],
  members: { remote: 'members', nested: false },
};
